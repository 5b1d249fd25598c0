import { readFileSync } from 'node:fs';

import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { transformerDecoder } from '../../src/decoders/transformer-decoder.ts';
import type { Layer, TensorSpec } from '../../src/layers/layer.ts';
import { expectClose } from '../support/expect-close.ts';
import { build, type BuiltLayer, layerGradients, type Numbers, runLayer } from '../support/run-layer.ts';

interface Decoded {
  readonly options: Readonly<Record<string, number>>;
  readonly input: TensorSpec;
  readonly scale: number;
  readonly values: readonly number[];
  readonly memory: readonly number[];
  readonly output: Numbers;
  readonly gradients: readonly (readonly number[])[];
}

/** What PyTorch gave; written by encoders.py. */
const { decoder } = JSON.parse(readFileSync(new URL('../fixtures/encoders.json', import.meta.url), 'utf8')) as {
  readonly decoder: Decoded;
};
const { options, input, values, output, gradients } = decoder;
const source: TensorSpec = { shape: [4, 4], dtype: 'float32', perToken: true };

/** The decoder as a layer of its tokens, beside a source. */
function decoderOf(memory: readonly number[]): BuiltLayer {
  const layer: Layer = {
    config: { kind: 'layer', name: 'decoder', options: {} },
    build(tokens, scope) {
      const call = transformerDecoder(options).build({ tokens, memory: source }, scope);
      const [length = 0] = tokens.shape;
      const { vocabulary = 0 } = tokens;
      return {
        output: { shape: [length, vocabulary], dtype: 'float32' },
        call: (ids, run) => call(ids, tf.tensor([...memory], [memory.length / 16, 4, 4]), run),
      };
    },
  };
  return build(layer, input);
}

function weightsOf({ parameters }: BuiltLayer): readonly (readonly number[])[] {
  let index = 0;
  return parameters.map(({ size }) =>
    Array.from({ length: size }, () => decoder.scale * Math.sin(1.7 * index++ + 0.3)),
  );
}

describe('transformerDecoder', () => {
  const built = decoderOf(decoder.memory);
  const weights = weightsOf(built);

  it('has the logits and gradients of PyTorch’s attention, with padding in the source', () => {
    const batch = { values, shape: [2, 3] };
    expectClose(runLayer(built, batch, weights).values, output.values, 1e-5);
    const mine = layerGradients(built, batch, weights, { whole: true });
    expect(mine.map(({ length }) => length)).toEqual(gradients.map(({ length }) => length));
    expectClose(mine.flat(), gradients.flat(), 2e-5);
  });

  it('does not see later tokens', () => {
    const logits = (tokens: readonly number[]): readonly number[] =>
      runLayer(decoderOf(decoder.memory.slice(0, 16)), { values: tokens, shape: [1, 3] }, weights).values;
    const [first, second] = [logits([1, 4, 2]), logits([1, 4, 3])];
    expect(second.slice(0, 10)).toEqual(first.slice(0, 10));
    expect(second.slice(10)).not.toEqual(first.slice(10));
  });

  it('refuses a source without features of tokens, and heads that are no number', () => {
    const memory: TensorSpec = { shape: [4], dtype: 'float32' };
    expect(() => transformerDecoder().build({ tokens: input, memory }, null as never)).toThrow(
      'transformerDecoder: option `memory` must be features of tokens, received [4].',
    );
    expect(() => transformerDecoder({ heads: 0 })).toThrow('transformerDecoder: option `heads` must be');
  });
});
