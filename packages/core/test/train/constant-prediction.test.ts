import { describe, expect, it } from 'vitest';

import type { Labels } from '../../src/dataset.ts';
import { completeTask, type Task } from '../../src/task.ts';
import { constantPredictionLoss } from '../../src/train/constant-prediction.ts';

function labels(values: number[], present?: number[]): Labels {
  return { values: Float32Array.from(values), ...(present && { present: Uint8Array.from(present) }) };
}

function loss(task: Omit<Task, 'name'>, training: Labels, measured: Labels): number {
  return constantPredictionLoss(completeTask({ name: 'task', ...task }), training, measured);
}

describe('constantPredictionLoss', () => {
  it('is the squared distance to the mean of the training targets', () => {
    // The mean is 2; (2 − 2)² = 0 and (5 − 2)² = 9.
    expect(loss({ kind: 'regression' }, labels([1, 2, 3]), labels([2, 5]))).toBe(4.5);
  });

  it('is averaged over the targets, each with its own mean', () => {
    // Means 2 and 20; distances² 1, 1 and 0, 100: (1 + 50) / 2.
    expect(loss({ kind: 'regression', outputs: 2 }, labels([1, 10, 3, 30]), labels([1, 20, 3, 30]))).toBe(25.5);
  });

  it('is the distance to the median for the absolute error', () => {
    // The median of four is 3.
    const task = { kind: 'regression', loss: 'mean-absolute-error' } as const;
    expect(loss(task, labels([100, 1, 4, 2]), labels([1, 7]))).toBe(3);
    expect(loss(task, labels([5, 1, 100]), labels([5, 7]))).toBe(1);
    // Huber: ½ · ½² = 0.125 below 1, 4 − ½ = 3.5 above.
    expect(loss({ ...task, loss: 'huber' }, labels([5, 1, 100]), labels([5.5, 9]))).toBe((0.125 + 3.5) / 2);
  });

  it('is the cross-entropy of the smoothed class frequencies', () => {
    // Counts 2, 1, 0 of three examples: shares 3/6, 2/6, 1/6.
    const value = loss({ kind: 'multiclass', outputs: 3 }, labels([0, 0, 1]), labels([0, 2]));
    expect(value).toBeCloseTo((Math.log(2) + Math.log(6)) / 2, 12);
  });

  it('is the binary cross-entropy of the share of ones, per label', () => {
    // Three of four are 1: (3 + 1) / (4 + 2) = ⅔.
    const value = loss({ kind: 'binary' }, labels([1, 1, 0, 1]), labels([1, 0]));
    expect(value).toBeCloseTo((Math.log(3 / 2) + Math.log(3)) / 2, 12);
    // Both ones: 3/4; none of two: 1/4.
    const each = loss({ kind: 'multilabel', outputs: 2 }, labels([1, 0, 1, 0]), labels([1, 1]));
    expect(each).toBeCloseTo((Math.log(4 / 3) + Math.log(4)) / 2, 12);
  });

  it('uses present labels only', () => {
    const training = labels([1, 99, 3], [1, 0, 1]);
    expect(loss({ kind: 'regression' }, training, labels([NaN, 5], [0, 1]))).toBe(9);
    expect(loss({ kind: 'regression', outputs: 2 }, labels([1, 2, 99, 99], [1, 0]), labels([2, 4]))).toBe(2.5);
  });

  it('is not a number where there is nothing to measure', () => {
    expect(loss({ kind: 'regression' }, labels([1]), labels([1], [0]))).toBeNaN();
  });
});
