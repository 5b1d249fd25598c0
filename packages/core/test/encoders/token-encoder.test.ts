import { describe, expect, it } from 'vitest';

import { defaultEncoder } from '../../src/encoders/default-encoder.ts';
import { encoderFromConfig } from '../../src/encoders/registry.ts';
import { tokenEncoder } from '../../src/encoders/token-encoder.ts';
import { InvalidOptionError, ShapeError } from '../../src/errors.ts';
import { mlpHead } from '../../src/heads/mlp-head.ts';
import type { TensorSpec } from '../../src/layers/layer.ts';
import { tokenPool } from '../../src/layers/token-pool.ts';
import { random } from '../../src/random.ts';
import { binary } from '../../src/tasks/kinds/binary.ts';
import { tagging } from '../../src/tasks/kinds/tagging.ts';
import { expectClose } from '../support/expect-close.ts';
import { build, layerDifferences, layerGradients, runLayer } from '../support/run-layer.ts';

const text = (length: number): TensorSpec => ({ shape: [length], dtype: 'int32', vocabulary: 6 });
const encoder = tokenEncoder({ embedding: 2, filters: [3, 4], window: 3 });
const weightsOf = (built: ReturnType<typeof build>): readonly (readonly number[])[] =>
  built.parameters.map(({ initializer, shape }, index) => [...initializer(shape, random(4).fork(`${index}`))]);

describe('tokenEncoder', () => {
  it('gives features for each token, 0 at padding, which the other tokens do not see', () => {
    const [short, long] = [build(encoder, text(3)), build(encoder, text(6))];
    const weights = weightsOf(short);
    const three = runLayer(short, { values: [1, 5, 2], shape: [1, 3] }, weights);
    const six = runLayer(long, { values: [1, 5, 2, 0, 0, 0], shape: [1, 6] }, weights);
    expect(long.output).toEqual({ shape: [6, 4], dtype: 'float32', perToken: true });
    expect(six.values.slice(0, 12)).toEqual(three.values);
    expect(six.values.slice(12)).toEqual(new Array(12).fill(0));
    expect(three.values.some((value) => value > 0)).toBe(true);
  });

  it('is a convolution over the vectors of neighbouring tokens, with ReLU', () => {
    const built = build(tokenEncoder({ embedding: 1, filters: [1], window: 3 }), { ...text(3), vocabulary: 3 });
    // Vectors 1 and 2; filter 1, 10, 100 and bias ½: 1·10 + 2·100 + ½, 1·1 + 2·10 + ½; the padding's vector 9 is seen nowhere.
    const output = runLayer(built, { values: [1, 2, 0], shape: [1, 3] }, [[9, 1, 2], [1, 10, 100], [0.5]]);
    expect(output).toEqual({ values: [210.5, 21.5, 0], shape: [1, 3, 1] });
  });

  it('has the gradients of finite differences', () => {
    const built = build(encoder, text(4));
    const input = { values: [1, 5, 2, 0, 3, 3, 0, 0], shape: [2, 4] };
    const weights = weightsOf(built);
    const differences = layerDifferences(built, input, weights, { whole: true });
    layerGradients(built, input, weights, { whole: true }).forEach((gradient, index) => {
      expectClose(gradient, differences[index] ?? [], 3e-3);
    });
  });

  it('is what its config says', () => {
    expect(encoderFromConfig(JSON.parse(JSON.stringify(encoder.config))).config).toEqual(encoder.config);
  });

  it('rejects even windows and other inputs', () => {
    expect(() => tokenEncoder({ window: 2 })).toThrow(InvalidOptionError);
    expect(() => build(encoder, [3])).toThrow('tokenEncoder: option `input` must be sequences of tokens');
  });
});

describe('tokenPool', () => {
  it('takes the greatest of each feature over the tokens, at least 0', () => {
    const built = build(tokenPool(), [3, 2]);
    const output = runLayer(built, { values: [1, -5, 4, -1, 0, 0], shape: [1, 3, 2] });
    expect(output).toEqual({ values: [4, 0], shape: [1, 2] });
    expect(() => build(tokenPool(), [3])).toThrow(ShapeError);
  });

  it('is how the usual head reads features of tokens; others are laid in a row', () => {
    const head = mlpHead().layer({ shape: [1], dtype: 'float32' });
    const kernel = (features: TensorSpec): readonly number[] | undefined => build(head, features).parameters[0]?.shape;
    const features: TensorSpec = { shape: [5, 4], dtype: 'float32' };
    expect([kernel(features), kernel({ ...features, perToken: true })]).toEqual([
      [20, 1],
      [4, 1],
    ]);
  });
});

describe('defaultEncoder', () => {
  it('gives features of tokens where a task tags them', () => {
    const [sentence, tags] = [{ kind: binary() }, { kind: tagging({ tags: 2, length: 3 }) }];
    const name = (tasks: Parameters<typeof defaultEncoder>[1]): string => defaultEncoder(text(3), tasks).config.name;
    expect([name([]), name([sentence]), name([sentence, tags])]).toEqual([
      'textEncoder',
      'textEncoder',
      'tokenEncoder',
    ]);
  });
});
