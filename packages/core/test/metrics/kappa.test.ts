import { describe, expect, it } from 'vitest';

import { kappa } from '../../src/metrics/kappa.ts';
import { TaskMetrics } from '../../src/metrics/task-metrics.ts';
import { measure, kindOf, scored } from './measure.ts';

const truth = [2, 3, 0, 3, 1, 2, 2, 1, 3, 0, 1, 1, 2, 1, 0, 0, 0, 0, 0, 3, 0, 2, 3, 0, 1, 1, 1, 3, 0, 3];
const decided = [3, 3, 0, 3, 2, 2, 3, 2, 3, 0, 3, 2, 3, 1, 0, 2, 0, 0, 0, 3, 0, 3, 3, 0, 2, 3, 3, 3, 0, 2];
const logits = decided.map((best) => [0, 1, 2, 3].map((index) => Number(index === best)));

describe('kappa', () => {
  it.each([
    ['none', 0.423076923076923],
    ['linear', 0.6040372670807455],
    ['quadratic', 0.7412008281573499],
  ] as const)('agrees with cohen_kappa_score of scikit-learn 1.2.1, weights %s', (weights, expected) => {
    expect(measure(kappa({ weights }), 'multiclass', logits, truth)).toBeCloseTo(expected, 12);
    const task = new TaskMetrics({ name: 'grade', kind: kindOf('multiclass', 4, [kappa({ weights })]) });
    for (const from of [0, 7, 20]) {
      const to = from === 0 ? 7 : from === 7 ? 20 : 30;
      task.update(scored(logits.slice(from, to), truth.slice(from, to)));
    }
    expect(task.compute().kappa).toBeCloseTo(expected, 12);
  });

  it('is the mean over the labels of a multilabel task for which it is defined', () => {
    const yes = (values: readonly number[]): number[][] => values.map((value) => [value === 3 ? 1 : -1, 1]);
    const labels = truth.map((value) => [Number(value === 3), 1]);
    expect(measure(kappa(), 'multilabel', yes(decided), labels)).toBeCloseTo(0.4258373205741627, 12);
  });

  it('is 1 for the truth, 0 for one answer, and NaN where there is but one class', () => {
    expect(measure(kappa(), 'binary', [[1], [-1]], [1, 0])).toBe(1);
    expect(measure(kappa(), 'binary', [[1], [1]], [1, 0])).toBe(0);
    expect(measure(kappa(), 'binary', [[1], [1]], [1, 1])).toBeNaN();
  });
});
