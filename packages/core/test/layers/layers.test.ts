import { describe, expect, it } from 'vitest';

import { InvalidOptionError, ShapeError } from '../../src/errors.ts';
import { conv2d } from '../../src/layers/conv2d.ts';
import { dense } from '../../src/layers/dense.ts';
import { embedding } from '../../src/layers/embedding.ts';
import { flatten } from '../../src/layers/flatten.ts';
import { globalAveragePool } from '../../src/layers/global-average-pool.ts';
import type { Layer, TensorSpec } from '../../src/layers/layer.ts';
import { layerNorm } from '../../src/layers/layer-norm.ts';
import { maxPool } from '../../src/layers/max-pool.ts';
import { positionEmbedding } from '../../src/layers/position-embedding.ts';
import { relu } from '../../src/layers/relu.ts';
import { residual } from '../../src/layers/residual.ts';
import { selfAttention } from '../../src/layers/self-attention.ts';
import { sequential } from '../../src/layers/sequential.ts';
import { tokenConvolution } from '../../src/layers/token-convolution.ts';
import { expectClose } from '../support/expect-close.ts';
import { build, layerGradients, runLayer } from '../support/run-layer.ts';

describe('dense', () => {
  const weights = [
    [1, 2, 3, 4, 5, 6],
    [0.5, 0, -1],
  ];

  it('is x W + b', () => {
    // [1, 2] · [[1, 2, 3], [4, 5, 6]] = [9, 12, 15]
    const layer = build(dense({ units: 3 }), [2]);
    const output = runLayer(layer, { values: [1, 2, 0, 0], shape: [2, 2] }, weights);
    expect(output).toEqual({ values: [9.5, 12, 14, 0.5, 0, -1], shape: [2, 3] });
  });

  it('is of every vector of a sequence, and has no bias as an option', () => {
    const layer = build(dense({ units: 3, bias: false }), [2, 2]);
    const output = runLayer(layer, { values: [1, 2, 0, 1], shape: [1, 2, 2] }, weights.slice(0, 1));
    expect(output).toEqual({ values: [9, 12, 15, 4, 5, 6], shape: [1, 2, 3] });
    expect(layer.parameters).toHaveLength(1);
  });
});

describe('conv2d', () => {
  it('is a cross-correlation with a bias', () => {
    const layer = build(conv2d({ kernel: 2, filters: 2 }), [3, 3, 1]);
    // Filters [[1, 0], [0, −1]] and [[1, 1], [1, 1]], the filter being the last axis.
    const weights = [
      [1, 1, 0, 1, 0, 1, -1, 1],
      [10, 0],
    ];
    const output = runLayer(layer, { values: [1, 2, 3, 4, 5, 6, 7, 8, 9], shape: [1, 3, 3, 1] }, weights);
    expect(output).toEqual({ values: [6, 12, 6, 16, 6, 24, 6, 28], shape: [1, 2, 2, 2] });
    expect(layer.output.shape).toEqual([2, 2, 2]);
  });

  it('sums over the channels', () => {
    const layer = build(conv2d({ kernel: 1, filters: 1 }), [1, 1, 4]);
    // 1·1 + 2·10 + 3·100 + 4·1000
    const output = runLayer(layer, { values: [1, 2, 3, 4], shape: [1, 1, 1, 4] }, [[1, 10, 100, 1000], [0]]);
    expect(output).toEqual({ values: [4321], shape: [1, 1, 1, 1] });
  });

  it('moves by its stride, over zeros around the image', () => {
    const layer = build(conv2d({ kernel: 3, filters: 1, stride: 2, padding: 'half', bias: false }), [3, 3, 1]);
    const output = runLayer(layer, { values: [1, 2, 3, 4, 5, 6, 7, 8, 9], shape: [1, 3, 3, 1] }, [
      new Array<number>(9).fill(1),
    ]);
    // The corners: 1 + 2 + 4 + 5, 2 + 3 + 5 + 6, 4 + 5 + 7 + 8, 5 + 6 + 8 + 9.
    expect(output).toEqual({ values: [12, 16, 24, 28], shape: [1, 2, 2, 1] });
  });

  it('requires filters that fit the image', () => {
    expect(() => build(conv2d({ kernel: 5, filters: 1 }), [4, 9, 1])).toThrow(
      new ShapeError('conv2d: a filter of 5×5 does not fit an image of 4×9.'),
    );
    expect(() => build(conv2d({ filters: 1 }), [4])).toThrow(ShapeError);
  });
});

describe('maxPool', () => {
  it('takes the maximum of each window, without incomplete windows', () => {
    const values = [1, 8, 2, 3, 9, 4, 5, 6, 7, 9, 9, 9, 9, 9, 9];
    const layer = build(maxPool({ size: 2 }), [3, 5, 1]);
    // Squares [1, 8, 4, 5] and [2, 3, 6, 7]; the last row and column are left out.
    expect(runLayer(layer, { values, shape: [1, 3, 5, 1] })).toEqual({ values: [8, 7], shape: [1, 1, 2, 1] });
    expect(layer.output.shape).toEqual([1, 2, 1]);
  });

  it('requires an image that holds a window', () => {
    expect(() => build(maxPool({ size: 2 }), [1, 4, 3])).toThrow(
      new ShapeError('maxPool: a window of 2×2 does not fit an image of 1×4.'),
    );
  });
});

it('flatten lays an image in a row', () => {
  const values = [1, 2, 3, 4, 5, 6, 7, 8];
  const layer = build(flatten(), [2, 1, 2]);
  expect(runLayer(layer, { values, shape: [2, 2, 1, 2] })).toEqual({ values, shape: [2, 4] });
  expect(layer.output.shape).toEqual([4]);
});

it('globalAveragePool is the mean of each channel', () => {
  const layer = build(globalAveragePool(), [2, 1, 2]);
  expect(runLayer(layer, { values: [1, 10, 3, 30], shape: [1, 2, 1, 2] })).toEqual({ values: [2, 20], shape: [1, 2] });
});

it('relu replaces negative numbers by 0', () => {
  const output = runLayer(build(relu(), [4]), { values: [-1, 0, 2, -0.5], shape: [1, 4] });
  expect(output).toEqual({ values: [0, 0, 2, 0], shape: [1, 4] });
});

it('layerNorm has mean 0 and variance 1 over the features, then scale and offset', () => {
  // Mean 2, variance 2/3: −√1.5, 0, √1.5.
  const { values } = runLayer(build(layerNorm(), [3]), { values: [1, 2, 3], shape: [1, 3] }, [
    [1, 1, 2],
    [0, 5, 1],
  ]);
  expectClose(values, [-Math.sqrt(1.5), 5, 2 * Math.sqrt(1.5) + 1], 1e-5);
});

it('embedding is the vector of each token', () => {
  const tokens: TensorSpec = { shape: [3], dtype: 'int32', vocabulary: 3 };
  const layer = build(embedding({ width: 2 }), tokens);
  const output = runLayer(layer, { values: [2, 0, 2], shape: [1, 3] }, [[1, 2, 3, 4, 5, 6]]);
  expect(output).toEqual({ values: [5, 6, 1, 2, 5, 6], shape: [1, 3, 2] });
  expect(() => build(embedding(), [3])).toThrow(InvalidOptionError);
});

it('positionEmbedding adds the vector of each place', () => {
  const layer = build(positionEmbedding(), [2, 2]);
  const output = runLayer(layer, { values: [1, 1, 1, 1, 0, 0, 0, 0], shape: [2, 2, 2] }, [[1, 2, 3, 4]]);
  expect(output.values).toEqual([2, 3, 4, 5, 1, 2, 3, 4]);
});

describe('residual', () => {
  it('adds the layer to its shortcut', () => {
    const layer = build(residual(dense({ units: 2, bias: false }), dense({ units: 2, bias: false })), [2]);
    // [1, 2] doubled, and swapped.
    const output = runLayer(layer, { values: [1, 2], shape: [1, 2] }, [
      [2, 0, 0, 2],
      [0, 1, 1, 0],
    ]);
    expect(output.values).toEqual([4, 5]);
    expect(layer.parameters.map(({ path }) => path)).toEqual(['main/kernel', 'shortcut/kernel']);
    expect(runLayer(build(residual(relu()), [2]), { values: [-1, 2], shape: [1, 2] }).values).toEqual([-1, 4]);
  });

  it('requires one shape of both', () => {
    expect(() => build(residual(dense({ units: 3 })), [2])).toThrow(
      new ShapeError('residual: the layer and its shortcut must have one shape, have [3] and [2].'),
    );
  });
});

describe('selfAttention', () => {
  it('mixes the values of all tokens by softmax(q·k / √d), head by head', () => {
    const layer = build(selfAttention({ heads: 2 }), [2, 2]);
    // Queries and keys are the tokens themselves, values ten times them; the output is as it is.
    const identity = [1, 0, 1, 0, 10, 0, 0, 1, 0, 1, 0, 10];
    const output = runLayer(layer, { values: [1, 0, 2, 3], shape: [1, 2, 2] }, [
      identity,
      new Array<number>(6).fill(0),
      [1, 0, 0, 1],
      [0, 0],
    ]);
    // Heads of width 1: of the first, tokens 1 and 2; of the second, 0 and 3.
    const mixed = (query: number, [a = 0, b = 0]: number[]): number => {
      const [x, y] = [Math.exp(query * a), Math.exp(query * b)];
      return (10 * (a * x + b * y)) / (x + y);
    };
    expectClose(output.values, [mixed(1, [1, 2]), mixed(0, [0, 3]), mixed(2, [1, 2]), mixed(3, [0, 3])], 1e-5);
  });

  it('requires a width that its heads divide', () => {
    expect(() => build(selfAttention({ heads: 3 }), [4, 8])).toThrow(
      'selfAttention: option `heads` must be a divisor of the width 8 of a token, received 3.',
    );
  });
});

describe('tokenConvolution', () => {
  /** The padding's vector, 9, is to be seen nowhere. */
  const weights = [[9, 1, 2], [1, 10, 100], [0.5]];
  const layerFor = (length: number): ReturnType<typeof build> =>
    build(tokenConvolution({ embedding: 1, filters: 1, window: 3 }), {
      shape: [length],
      dtype: 'int32',
      vocabulary: 3,
    });
  const features = (tokens: number[], numbers = weights): number =>
    runLayer(layerFor(tokens.length), { values: tokens, shape: [1, tokens.length] }, numbers).values[0] ?? NaN;

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
    const input = { values: [1, 2, 0, 0], shape: [1, 4] };
    const [table = []] = layerGradients(layerFor(4), input, weights, { whole: true });
    expect(table[0]).toBe(0);
    expect(table.slice(1)).not.toContain(0);
  });
});

it('sequential names its layers by what they are and how many came before', () => {
  const layers: Layer[] = [dense({ units: 3 }), relu(), dense({ units: 2, bias: false })];
  const built = build(sequential(layers), [4]);
  expect(built.parameters.map(({ path }) => path)).toEqual(['dense-0/kernel', 'dense-0/bias', 'dense-1/kernel']);
  expect(built.output).toEqual({ shape: [2], dtype: 'float32' });
});
