import { describe, expect, it } from 'vitest';

import { ShapeError } from '../../src/errors.ts';
import { characterConvolution } from '../../src/layers/character-convolution.ts';
import { conv2d } from '../../src/layers/conv2d.ts';
import { dense } from '../../src/layers/dense.ts';
import { flatten } from '../../src/layers/flatten.ts';
import type { Layer } from '../../src/layers/layer.ts';
import { maxPool } from '../../src/layers/max-pool.ts';
import { relu } from '../../src/layers/relu.ts';
import { random } from '../../src/random.ts';
import { expectClose } from '../support/expect-close.ts';
import { layerDifferences, layerGradients, type Numbers, runLayer } from '../support/run-layer.ts';

describe('dense', () => {
  it('is x W + b', () => {
    const parameters = [
      [1, 2, 3, 4, 5, 6],
      [0.5, 0, -1],
    ];
    // [1, 2] · [[1, 2, 3], [4, 5, 6]] = [9, 12, 15]
    const output = runLayer(dense(2, 3), { values: [1, 2, 0, 0], shape: [2, 2] }, parameters);
    expect(output).toEqual({ values: [9.5, 12, 14, 0.5, 0, -1], shape: [2, 3] });
  });
});

describe('conv2d', () => {
  it('is a cross-correlation with a bias', () => {
    const layer = conv2d({ input: [3, 3, 1], kernel: [2, 2], filters: 2 });
    // Filters [[1, 0], [0, −1]] and [[1, 1], [1, 1]], the filter being the last axis.
    const parameters = [
      [1, 1, 0, 1, 0, 1, -1, 1],
      [10, 0],
    ];
    const output = runLayer(layer, { values: [1, 2, 3, 4, 5, 6, 7, 8, 9], shape: [1, 3, 3, 1] }, parameters);
    expect(output).toEqual({ values: [6, 12, 6, 16, 6, 24, 6, 28], shape: [1, 2, 2, 2] });
    expect(layer.outputShape).toEqual([2, 2, 2]);
  });

  it('sums over the channels', () => {
    const layer = conv2d({ input: [1, 2, 2], kernel: [1, 2], filters: 1 });
    // 1·1 + 2·10 + 3·100 + 4·1000
    const output = runLayer(layer, { values: [1, 2, 3, 4], shape: [1, 1, 2, 2] }, [[1, 10, 100, 1000], [0]]);
    expect(output).toEqual({ values: [4321], shape: [1, 1, 1, 1] });
  });

  it('requires filters that fit the image', () => {
    expect(() => conv2d({ input: [4, 9, 1], kernel: [5, 5], filters: 1 })).toThrow(
      new ShapeError('conv2d: a filter of 5×5 does not fit an image of 4×9.'),
    );
  });
});

describe('maxPool', () => {
  it('takes the maximum of each window, without incomplete windows', () => {
    const values = [1, 8, 2, 3, 9, 4, 5, 6, 7, 9, 9, 9, 9, 9, 9];
    const layer = maxPool([3, 5, 1], 2);
    // Squares [1, 8, 4, 5] and [2, 3, 6, 7]; the last row and column are left out.
    expect(runLayer(layer, { values, shape: [1, 3, 5, 1] })).toEqual({ values: [8, 7], shape: [1, 1, 2, 1] });
    expect(layer.outputShape).toEqual([1, 2, 1]);
  });

  it('requires an image that holds a window', () => {
    expect(() => maxPool([1, 4, 3], 2)).toThrow(
      new ShapeError('max-pool: a window of 2×2 does not fit an image of 1×4.'),
    );
  });
});

it('flatten reshapes images to rows', () => {
  const values = [1, 2, 3, 4, 5, 6, 7, 8];
  expect(runLayer(flatten([2, 1, 2]), { values, shape: [2, 2, 1, 2] })).toEqual({ values, shape: [2, 4] });
  expect(flatten([2, 1, 2]).outputShape).toEqual([4]);
});

it('relu replaces negative numbers by 0', () => {
  const output = runLayer(relu([4]), { values: [-1, 0, 2, -0.5], shape: [1, 4] });
  expect(output).toEqual({ values: [0, 0, 2, 0], shape: [1, 4] });
});

describe('characterConvolution', () => {
  const options = { embedding: 1, filters: 1, window: 3 };
  /** The padding's vector, 9, is to be seen nowhere. */
  const parameters = [[9, 1, 2], [1, 10, 100], [0.5]];

  function features(tokens: number[], numbers = parameters): number {
    const layer = characterConvolution({ kind: 'text', length: tokens.length, vocabulary: 3 }, options);
    return runLayer(layer, { values: tokens, shape: [1, tokens.length] }, numbers).values[0] ?? NaN;
  }

  it('averages each filter over the padded sequence', () => {
    // 1·10 + 2·100 + ½ = 210.5 at the first token, 1·1 + 2·10 + ½ = 21.5 at the second: 232 in all.
    expect(features([1, 2, 0, 0])).toBe(232 / 4);
    expect(features([1, 2, 0, 0, 0, 0, 0, 0])).toBe(232 / 8);
    expect(features([1, 2])).toBe(232 / 2);
  });

  it('applies ReLU before the average, and ignores the padding', () => {
    // With −9 as its bias: 201 and 12; with −25: 185 and, 21 − 25 < 0, nothing.
    expect(features([1, 2, 0, 0], [[9, 1, 2], [1, 10, 100], [-9]])).toBe(213 / 4);
    expect(features([1, 2, 0, 0], [[9, 1, 2], [1, 10, 100], [-25]])).toBe(185 / 4);
    expect(features([0, 0, 0, 0])).toBe(0);
  });

  it('has no gradient in the vector of the padding', () => {
    const layer = characterConvolution({ kind: 'text', length: 4, vocabulary: 3 }, options);
    const [table = []] = layerGradients(layer, { values: [1, 2, 0, 0], shape: [1, 4] }, parameters, true);
    expect(table[0]).toBe(0);
    expect(table.slice(1)).not.toContain(0);
  });
});

describe('the gradients are those of finite differences', () => {
  const text = { kind: 'text', length: 5, vocabulary: 6 } as const;
  const tokens: Numbers = { values: [1, 5, 2, 0, 0, 3, 3, 1, 4, 2], shape: [2, 5] };

  it.each<[string, Layer, number[], Numbers?]>([
    ['dense', dense(3, 2), [2, 3]],
    ['conv2d', conv2d({ input: [4, 5, 2], kernel: [2, 3], filters: 3 }), [2, 4, 5, 2]],
    ['max-pool', maxPool([4, 5, 2], 2), [2, 4, 5, 2]],
    ['flatten', flatten([2, 3]), [2, 2, 3]],
    ['relu', relu([6]), [3, 6]],
    ['character convolution', characterConvolution(text, { embedding: 2, filters: 3, window: 3 }), [2, 5], tokens],
  ])('%s', (_, layer, shape, given) => {
    const stream = random(9); // One with which no pattern of the text is within a difference of its kink.
    const size = shape.reduce((product, length) => product * length, 1);
    // Every two numbers are at least 0.05 apart, and none is nearer to 0: no difference reaches over a kink.
    const values = [...stream.permutation(size)].map((place) => 0.1 * (place - size / 2) + 0.05);
    const input = given ?? { values, shape };
    const parameters = layer.parameters.map((parameter, index) => [...parameter.init(stream.fork(`${index}`))]);
    const gradients = layerGradients(layer, input, parameters, given !== undefined);
    const differences = layerDifferences(layer, input, parameters, given !== undefined);
    expect(gradients).toHaveLength(differences.length);
    gradients.forEach((gradient, index) => expectClose(gradient, differences[index] ?? [], 2e-3));
  });
});
