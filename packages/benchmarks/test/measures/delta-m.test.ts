import { describe, expect, it } from 'vitest';

import { deltaM, deltaMPerMetric, deltaMPerTask } from '../../src/measures/delta-m.ts';
import type { Measurement } from '../../src/measures/measurement.ts';
import { cityscapes, qm9 } from './published.ts';

/** The measurements of one printed row of the Cityscapes table. */
function cityscapesRow(values: readonly number[]): Measurement[] {
  return cityscapes.metrics.map((metric, column) => ({
    task: cityscapes.tasks[column] ?? '',
    metric,
    higherIsBetter: cityscapes.higherIsBetter[column] ?? true,
    value: values[column] ?? Number.NaN,
    baseline: cityscapes.baseline[column] ?? Number.NaN,
  }));
}

describe('deltaMPerMetric', () => {
  // The depth errors are printed to four digits, such as .0125: half of the last one moves Δm by up to 0.1.
  it.each(cityscapes.rows)('gives the Cityscapes number of %s', (_name, a, b, c, d, published) => {
    expect(Math.abs(deltaMPerMetric(cityscapesRow([a, b, c, d])) - published)).toBeLessThanOrEqual(0.101);
  });

  // Two digits of µ, α and c_v: half of the last one is up to 7 % of an error, 1/11 of which reaches Δm.
  it.each(qm9.rows)('gives the QM9 number of $name', ({ errors, ...row }) => {
    const measurements = errors.map((value, column) => ({
      task: String(column),
      metric: 'mae',
      higherIsBetter: false,
      value,
      baseline: qm9.baseline[column] ?? Number.NaN,
    }));
    if ('deltaM' in row) expect(Math.abs(deltaMPerMetric(measurements) - row.deltaM)).toBeLessThanOrEqual(1.05);
    // One metric a task: the two conventions differ in sign only.
    expect(deltaMPerTask(measurements)).toBeCloseTo(-deltaMPerMetric(measurements), 10);
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
    expect(deltaM(cityscapesRow(cityscapes.baseline)).perTask).toBe(0);
  });
});
