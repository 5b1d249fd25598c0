import { describe, expect, it } from 'vitest';

import { deltaM, deltaMPerMetric, deltaMPerTask } from '../../src/measures/delta-m.ts';
import type { Measurement } from '../../src/measures/measurement.ts';

/** One task a metric: an error, and an accuracy. */
const measurements: readonly Measurement[] = [
  { task: 'depth', metric: 'error', higherIsBetter: false, value: 3, baseline: 2 },
  { task: 'digit', metric: 'accuracy', higherIsBetter: true, value: 0.9, baseline: 0.6 },
];

describe('deltaMPerMetric', () => {
  // The printed tables of Cityscapes, QM9 and CelebA: test/reproduce/delta-m.test.ts.
  it('is the mean relative loss: half of 50 % − 50 %', () => {
    expect(deltaMPerMetric(measurements)).toBeCloseTo(0, 10);
    expect(deltaMPerMetric(measurements.slice(0, 1))).toBe(50);
  });

  it('differs in sign only from the other where each task has one metric', () => {
    expect(deltaMPerTask(measurements.slice(1))).toBeCloseTo(-deltaMPerMetric(measurements.slice(1)), 10);
  });
});

describe('deltaMPerTask', () => {
  it('counts every task once, however many metrics it has', () => {
    // Task a: (+10 % − 30 %) / 2 = −10 %; task b: an error that halves, +50 %. Mean over tasks 20, over metrics 10.
    const measurements = [
      { task: 'a', metric: 'accuracy', higherIsBetter: true, value: 0.55, baseline: 0.5 },
      { task: 'a', metric: 'auc', higherIsBetter: true, value: 0.56, baseline: 0.8 },
      { task: 'b', metric: 'mae', higherIsBetter: false, value: 1, baseline: 2 },
    ];
    expect(deltaM(measurements)).toEqual({ perTask: expect.closeTo(20, 10), perMetric: expect.closeTo(-10, 10) });
  });

  it('is 0 for the baselines themselves', () => {
    const themselves = measurements.map((each) => ({ ...each, value: each.baseline }));
    expect(deltaM(themselves).perTask).toBe(0);
  });
});
