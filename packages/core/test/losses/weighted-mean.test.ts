import '@tensorflow/tfjs-backend-cpu';
import '@equipoise/compiler';

import { grad, type Tensor, type Tensor1D, tensor1d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { ShapeError } from '../../src/errors.ts';
import { weightedMean } from '../../src/losses/weighted-mean.ts';

function valueAndGradient(
  losses: number[],
  mask?: number[],
  ...weights: number[][]
): { value: number; gradient: number[] } {
  const [marks, factors] = [mask && tensor1d(mask), weights.map((each) => tensor1d(each))];
  const of = (perExample: Tensor1D) => weightedMean(perExample, marks, ...factors);
  const [value = Number.NaN] = of(tensor1d(losses)).dataSync();
  return { value, gradient: Array.from(grad((x: Tensor) => of(x as Tensor1D))(tensor1d(losses)).dataSync()) };
}

describe('weightedMean', () => {
  it('is the mean when no label is missing and there are no weights', () => {
    expect(valueAndGradient([1, 2, 6, 7])).toEqual({ value: 4, gradient: [0.25, 0.25, 0.25, 0.25] });
    expect(valueAndGradient([1, 2, 6, 7], [1, 1, 1, 1])).toEqual({ value: 4, gradient: [0.25, 0.25, 0.25, 0.25] });
  });

  it('drops the examples without a label, exactly', () => {
    expect(valueAndGradient([1, 1e30, 6, -5], [1, 0, 1, 0])).toEqual({ value: 3.5, gradient: [0.5, 0, 0.5, 0] });
  });

  it('counts a single label fully', () => {
    expect(valueAndGradient([1, 2, 3], [0, 0, 1])).toEqual({ value: 3, gradient: [0, 0, 1] });
  });

  it('weighs examples by the product of their weights, whatever their scale', () => {
    // (1·4 + 3·8) / 4
    expect(valueAndGradient([4, 8], undefined, [1, 3])).toEqual({ value: 7, gradient: [0.25, 0.75] });
    expect(valueAndGradient([4, 8], undefined, [2 ** -20, 3 * 2 ** -20]).value).toBe(7);
    // Weights 2·½, 0, 3·1.
    expect(valueAndGradient([4, 99, 8], [1, 0, 1], [2, 1, 3], [0.5, 9, 1]).value).toBe(7);
  });

  it('is 0 with no gradient when every label is missing or every weight is 0', () => {
    expect(valueAndGradient([1, 2, 3], [0, 0, 0])).toEqual({ value: 0, gradient: [0, 0, 0] });
    expect(valueAndGradient([1, 2, 3], [0, 0, 0], [1, 2, 3])).toEqual({ value: 0, gradient: [0, 0, 0] });
    expect(valueAndGradient([1, 2, 3], undefined, [0, 0, 0])).toEqual({ value: 0, gradient: [0, 0, 0] });
  });

  it('rejects marks and weights that are more or fewer than the losses', () => {
    expect(() => weightedMean(tensor1d([1, 2, 3]), tensor1d([1]))).toThrow(ShapeError);
    expect(() => weightedMean(tensor1d([1, 2, 3]), undefined, tensor1d([1]))).toThrow(ShapeError);
  });
});
