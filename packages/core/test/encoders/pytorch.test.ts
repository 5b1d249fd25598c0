import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { encoderFromConfig } from '../../src/encoders/registry.ts';
import type { TensorSpec } from '../../src/layers/layer.ts';
import { expectClose } from '../support/expect-close.ts';
import { build, layerGradients, type Numbers, runLayer } from '../support/run-layer.ts';

interface Case {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly input: TensorSpec;
  readonly scale: number;
  readonly values: readonly number[];
  readonly output: Numbers;
  readonly gradients: readonly (readonly number[])[];
}

/** What PyTorch gave; written by encoders.py. */
const { cases } = JSON.parse(readFileSync(new URL('../fixtures/encoders.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly Case[];
};

it.each(cases.map((given, index) => [index, given.name, given] as const))(
  'case %i: %s has the features and gradients of PyTorch',
  (_, name, { options, input, scale, values, output, gradients }) => {
    const built = build(encoderFromConfig({ kind: 'encoder', name, options }), input);
    let index = 0;
    const weights = built.parameters.map(({ size }) =>
      Array.from({ length: size }, () => scale * Math.sin(1.7 * index++ + 0.3)),
    );
    const size = output.shape[0] ?? 0;
    const batch = { values, shape: [size, ...input.shape] };
    const found = runLayer(built, batch, weights);
    expect(found.shape).toEqual(output.shape);
    expectClose(found.values, output.values, 1e-5);
    const mine = layerGradients(built, batch, weights, { whole: true });
    expect(mine.map(({ length }) => length)).toEqual(gradients.map(({ length }) => length));
    expectClose(mine.flat(), gradients.flat(), 2e-5);
  },
);
