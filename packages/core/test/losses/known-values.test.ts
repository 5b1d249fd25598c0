import '@tensorflow/tfjs-backend-cpu';
import '@equipoise/compiler';

import { grad, type Tensor, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { gaussian } from '../../src/losses/gaussian.ts';
import { huber } from '../../src/losses/huber.ts';
import type { Loss } from '../../src/losses/loss.ts';
import { meanAbsoluteError } from '../../src/losses/mean-absolute-error.ts';
import { poisson } from '../../src/losses/poisson.ts';
import { quantile } from '../../src/losses/quantile.ts';
import { sigmoidCrossEntropy } from '../../src/losses/sigmoid-cross-entropy.ts';
import { softmaxCrossEntropy } from '../../src/losses/softmax-cross-entropy.ts';
import { softmaxFocal } from '../../src/losses/softmax-focal.ts';

function labelTensor(labels: number[] | number[][]): Tensor {
  return Array.isArray(labels[0]) ? tensor2d(labels) : tensor1d(labels as number[], 'int32');
}

function perExample(loss: Loss, outputs: number[][], labels: number[] | number[][]): number[] {
  return Array.from(loss.call(tensor2d(outputs), labelTensor(labels)).dataSync());
}

function gradient(loss: Loss, outputs: number[][], labels: number[] | number[][]): number[] {
  const given = labelTensor(labels);
  return Array.from(grad((x: Tensor) => loss.call(x, given))(tensor2d(outputs)).dataSync());
}

describe('softmax-cross-entropy', () => {
  it('is minus the log probability of the class', () => {
    // softmax([ln 1, ln 2, ln 5]) = [1, 2, 5] / 8
    const logits = [0, Math.log(2), Math.log(5)];
    const [first = 0, second = 0, third = 0] = perExample(softmaxCrossEntropy(), [logits, logits, logits], [0, 1, 2]);
    expect(first).toBeCloseTo(Math.log(8), 6);
    expect(second).toBeCloseTo(Math.log(4), 6);
    expect(third).toBeCloseTo(Math.log(8 / 5), 6);
  });

  it('is the distance of the logits for a confident wrong prediction', () => {
    expect(perExample(softmaxCrossEntropy(), [[1e4, -1e4]], [1])).toEqual([2e4]);
    expect(gradient(softmaxCrossEntropy(), [[1e4, -1e4]], [1])).toEqual([1, -1]);
  });

  it('weighs examples by their class', () => {
    const loss = softmaxCrossEntropy({ classWeights: [1, 2, 5] });
    expect(Array.from(loss.weight?.(tensor1d([2, 0, 1], 'int32')).dataSync() ?? [])).toEqual([5, 1, 2]);
    expect(softmaxCrossEntropy()).not.toHaveProperty('weight');
  });

  it('takes balanced weights from the training labels', () => {
    // n / (K n_c) of 4 labels: 4/(2·3), 4/(2·1).
    const fitted = softmaxCrossEntropy({ classWeights: 'balanced' }).fitted?.([0, 0, 0, 1], {
      form: 'classes',
      count: 2,
    });
    expect(fitted?.config.options.classWeights).toEqual([2 / 3, 2]);
  });
});

describe('softmax-focal', () => {
  it('is the cross-entropy with gamma 0, and a quarter of it at probability ½ with gamma 2', () => {
    expect(perExample(softmaxFocal({ gamma: 0 }), [[1, 2]], [0])).toEqual(
      perExample(softmaxCrossEntropy(), [[1, 2]], [0]),
    );
    expect(perExample(softmaxFocal(), [[1, 1]], [0])[0]).toBeCloseTo(Math.LN2 / 4, 6);
  });
});

describe('sigmoid-cross-entropy', () => {
  it('is the logit for a confident wrong prediction, 0 for a right one', () => {
    const logits = [[1e4], [-1e4], [1e4], [-1e4]];
    expect(perExample(sigmoidCrossEntropy(), logits, [[0], [1], [1], [0]])).toEqual([1e4, 1e4, 0, 0]);
    expect(gradient(sigmoidCrossEntropy(), logits.slice(0, 3), [[0], [1], [1]])).toEqual([1, -1, 0]);
  });

  it('weighs the examples of a binary task by class', () => {
    const loss = sigmoidCrossEntropy({ classWeights: [1, 3] });
    expect(Array.from(loss.weight?.(tensor2d([[1], [0]])).dataSync() ?? [])).toEqual([3, 1]);
  });
});

describe('mean-absolute-error', () => {
  it('has gradient 0 for a perfect prediction', () => {
    expect(gradient(meanAbsoluteError(), [[2, -1]], [[2, -1]]).map(Math.abs)).toEqual([0, 0]);
  });
});

describe('huber', () => {
  it('is continuous with its derivative at delta', () => {
    const zeros = [[0], [0], [0]];
    expect(perExample(huber(), [[1], [-1], [3]], zeros)).toEqual([0.5, 0.5, 2.5]);
    expect(gradient(huber(), [[1], [-1], [3], [0.25], [0]], [...zeros, [0], [0]])).toEqual([1, -1, 1, 0.25, 0]);
    // δ (|e| − δ/2) = 2 (3 − 1)
    expect(perExample(huber({ delta: 2 }), [[2], [-1], [3]], zeros)).toEqual([2, 0.5, 4]);
  });
});

describe('quantile', () => {
  it('costs q for each unit below the target and 1 − q above', () => {
    expect(perExample(quantile({ q: [0.75] }), [[0], [0]], [[4], [-4]])).toEqual([3, 1]);
  });

  it('predicts the quantile nearest to the median and tells all', () => {
    expect(quantile().predict?.([1, 2, 3])).toBe(2);
    expect(quantile().details?.([1, 2, 3], { mean: 0, deviation: 1 })).toEqual({
      quantiles: { '0.1': 1, '0.5': 2, '0.9': 3 },
    });
    expect(quantile({ q: [0.9] })).not.toHaveProperty('details');
  });
});

describe('poisson', () => {
  it('is 0 at the logarithm of the target, and predicts exp', () => {
    expect(perExample(poisson(), [[Math.log(4)]], [[4]])[0]).toBeCloseTo(0, 5);
    expect(poisson().predict?.([Math.log(4)])).toBeCloseTo(4, 12);
    expect(poisson().checkLabel?.(-1)).toBe('a number of at least 0');
  });
});

describe('gaussian', () => {
  it('is half the log variance plus half the squared error over the variance', () => {
    expect(perExample(gaussian(), [[1, Math.log(4)]], [[3]])[0]).toBeCloseTo((Math.log(4) + 1) / 2, 6);
    expect(gaussian().details?.([1, Math.log(4)], { mean: 0, deviation: 1 })).toEqual({
      deviation: expect.closeTo(2, 12),
    });
  });
});
