import { random } from '@equipoise/core';
import { add, mul, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { batchNorm } from '../../src/bench/layers/batch-norm.ts';
import { convolution } from '../../src/bench/layers/convolution.ts';
import { dense } from '../../src/bench/layers/dense.ts';
import { embedding } from '../../src/bench/layers/embedding.ts';
import { layerNorm } from '../../src/bench/layers/layer-norm.ts';
import { branch, chain, layerOf, type Part } from '../../src/bench/layers/part.ts';
import { selfAttention } from '../../src/bench/layers/self-attention.ts';

/** What a part gives whose parameters hold these numbers. */
function applied(part: Part, input: Tensor, ...values: readonly (readonly number[])[]): readonly number[] {
  const parameters = part.parameters.map(({ shape }, index) => tensor([...(values[index] ?? [])], [...shape]));
  return [...part.apply(input, ...parameters).dataSync()];
}

/** √(1 + 10⁻⁵), by which normalizations divide numbers of variance 1. */
const deviation = Math.sqrt(1 + 1e-5);

const close = (numbers: readonly number[]): readonly number[] => numbers.map((value) => expect.closeTo(value, 5));

describe('the layers of the workloads', () => {
  it('dense works on the last axis', () => {
    // [1, 2] W + b with W = [[1, 0, 2], [0, 1, 3]] and b = [10, 20, 30]; the same for [3, 4].
    const input = tensor([1, 2, 3, 4], [1, 2, 2]);
    expect(applied(dense(2, 3), input, [1, 0, 2, 0, 1, 3], [10, 20, 30])).toEqual([11, 22, 38, 13, 24, 48]);
  });

  it('a convolution pads with zeros, and a stride of 2 halves each side', () => {
    const input = tensor(new Array<number>(16).fill(1), [1, 4, 4, 1]);
    const options = { channels: 1, filters: 1, kernel: 3, stride: 1 };
    const ones = new Array<number>(9).fill(1);
    // How many of 3×3 neighbours lie in the image: 4 at a corner, 6 at a side, 9 inside.
    expect(applied(convolution(options), input, ones)).toEqual([4, 6, 6, 4, 6, 9, 9, 6, 6, 9, 9, 6, 4, 6, 6, 4]);
    expect(applied(convolution({ ...options, stride: 2 }), input, ones)).toEqual([4, 6, 6, 9]); // As PyTorch: from the top left.
  });

  it('layer normalization is per example, batch normalization per channel', () => {
    const input = tensor([1, 3, 11, 13], [2, 1, 1, 2]);
    const each = [-1, 1].map((value) => (value / deviation) * 2 + 5);
    expect(applied(layerNorm(2), input, [2, 2], [5, 5])).toEqual(close([...each, ...each]));
    // Channel 0 holds 1 and 11, channel 1 holds 3 and 13: mean 6 or 8, variance 25.
    const far = 5 / Math.sqrt(25 + 1e-5);
    expect(applied(batchNorm(2), input, [2, 3], [5, 0])).toEqual(close([5 - 2 * far, -3 * far, 5 + 2 * far, 3 * far]));
  });

  it('attention with equal scores gives the mean of the values', () => {
    // Queries and keys are 0; values are the input doubled; the output layer adds 1.
    const weight = [0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 2];
    const part = selfAttention(2, 2);
    const given = applied(
      part,
      tensor([1, 2, 5, 8], [1, 2, 2]),
      weight,
      new Array<number>(6).fill(0),
      [1, 0, 0, 1],
      [1, 1],
    );
    expect(given).toEqual(close([7, 11, 7, 11])); // 2 · (1 + 5) / 2 + 1, 2 · (2 + 8) / 2 + 1.
  });

  it('attention looks where query and key agree', () => {
    // One number a token: query, key and value are the input. Token i sees softmax_j(xᵢ xⱼ) · x.
    const given = applied(selfAttention(1, 1), tensor([1, -1], [1, 2, 1]), [1, 1, 1], [0, 0, 0], [1], [0]);
    expect(given).toEqual(close([Math.tanh(1), -Math.tanh(1)])); // (e − e⁻¹) / (e + e⁻¹)
  });

  it('an embedding gives the rows of its table', () => {
    expect(applied(embedding(3, 2), tensor([2, 0], [1, 2]), [1, 2, 3, 4, 5, 6])).toEqual([5, 6, 1, 2]);
  });

  it('layers take their parameters from the list in order', () => {
    const scale: Part = { parameters: [{ shape: [], init: () => new Float32Array(1) }], apply: (x, by) => mul(x, by) };
    const part = chain(
      scale,
      (x) => add(x, 1),
      branch(chain(scale, scale), chain(), (x, y) => add(mul(x, 100), y)),
    );
    // 2 · 3 + 1 = 7, then 100 · (7 · 5 · 7) + 7.
    expect(applied(part, tensor([2]), [3], [5], [7])).toEqual([24507]);
    expect(layerOf(part, [1])).toMatchObject({ outputShape: [1], parameters: { length: 3 } });
  });

  it('begin as PyTorch’s do: uniform by the fan-in, embeddings normal, norms as the identity', () => {
    const begin = (part: Part): readonly (readonly number[])[] =>
      part.parameters.map((parameter) => [...parameter.init(random(0))]);
    const weights = begin(dense(16, 100)).flat();
    expect([Math.max(...weights) <= 1 / 4, Math.min(...weights) < -0.24]).toEqual([true, true]); // 1/√16
    const [table = []] = begin(embedding(100, 100));
    expect(table.reduce((sum, value) => sum + value ** 2, 0) / table.length).toBeCloseTo(1, 1);
    expect(begin(layerNorm(2)).flat()).toEqual([1, 1, 0, 0]);
    expect(begin(batchNorm(1)).flat()).toEqual([1, 0]);
  });
});
