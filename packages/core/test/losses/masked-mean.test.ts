import '@tensorflow/tfjs-backend-cpu';
import '@equipoise/compiler';

import { grad, type Tensor, type Tensor1D, tensor1d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { ShapeError } from '../../src/errors.ts';
import { maskedMean } from '../../src/losses/masked-mean.ts';

function valueAndGradient(losses: number[], present?: number[]): { value: number; gradient: number[] } {
  const marks = present && tensor1d(present);
  const of = (perExample: Tensor1D) => maskedMean(perExample, marks);
  const [value = Number.NaN] = of(tensor1d(losses)).dataSync();
  return { value, gradient: Array.from(grad((x: Tensor) => of(x as Tensor1D))(tensor1d(losses)).dataSync()) };
}

describe('maskedMean', () => {
  it('is the mean when no label is missing', () => {
    expect(valueAndGradient([1, 2, 6, 7])).toEqual({ value: 4, gradient: [0.25, 0.25, 0.25, 0.25] });
    expect(valueAndGradient([1, 2, 6, 7], [1, 1, 1, 1])).toEqual({ value: 4, gradient: [0.25, 0.25, 0.25, 0.25] });
  });

  it('drops the examples without a label, exactly', () => {
    expect(valueAndGradient([1, 1e30, 6, -5], [1, 0, 1, 0])).toEqual({ value: 3.5, gradient: [0.5, 0, 0.5, 0] });
  });

  it('counts a single label fully', () => {
    expect(valueAndGradient([1, 2, 3], [0, 0, 1])).toEqual({ value: 3, gradient: [0, 0, 1] });
  });

  it('is 0 with no gradient when every label is missing', () => {
    expect(valueAndGradient([1, 2, 3], [0, 0, 0])).toEqual({ value: 0, gradient: [0, 0, 0] });
  });

  it('rejects marks that are more or fewer than the losses', () => {
    expect(() => maskedMean(tensor1d([1, 2, 3]), tensor1d([1]))).toThrow(ShapeError);
  });
});
