import { describe, expect, it } from 'vitest';

import type { TrialConfig } from '../../src/trials/trial-config.ts';
import type { TrialResult } from '../../src/trials/trial-result.ts';
import { compareResults } from '../../src/study/comparison.ts';
import { comparisonSchema } from '../../src/study/comparison-schema.ts';
import { effectsOf } from '../../src/study/effects.ts';
import { madeUpResults, smallStudy } from '../support/made-up.ts';

/** Alone: accuracy 0.8 and 0.9, errors 2 and 1. Equal: 0.85 less accurate by half, errors halved. GradNorm: as alone. */
function metrics({ seed, tasks, strategy }: TrialConfig): TrialResult['test'] {
  const digit = { accuracy: seed === 0 ? 0.8 : 0.9 };
  const size = { rmse: 2, mae: 1, r2: -3 };
  if (tasks.length === 1) return tasks[0] === 'digit' ? { digit } : { size };
  if (strategy === 'equal') return { digit: { accuracy: digit.accuracy / 2 }, size: { rmse: 1, mae: 0.5, r2: 0.5 } };
  return { digit, size };
}

describe('compareResults', () => {
  const comparison = compareResults(madeUpResults(smallStudy(), metrics));

  it('gives the mean and the standard deviation of the main metric, and its change in percent', () => {
    // Alone: mean of 0.8 and 0.9, s = 0.1/√2. Equal: 0.425, −50 % of 0.85. Halving an error is +50 %.
    expect(comparison.baseline).toEqual({
      digit: { mean: expect.closeTo(0.85, 12), sd: expect.closeTo(0.1 / Math.SQRT2, 12), values: [0.8, 0.9] },
      size: { mean: 2, sd: 0, values: [2, 2] },
    });
    expect(comparison.strategies.equal?.tasks).toMatchObject({
      digit: {
        mean: expect.closeTo(0.425, 12),
        sd: expect.closeTo(0.05 / Math.SQRT2, 12),
        change: expect.closeTo(-50, 9),
      },
      size: { mean: 1, sd: 0, change: 50 },
    });
  });

  it('averages the changes in both conventions and leaves R² out', () => {
    // Per task: (−50 + (50 + 50)/2)/2 = 0. Per metric: −(−50 + 50 + 50)/3.
    expect(comparison.strategies.equal?.deltaM).toEqual({
      perTask: expect.closeTo(0, 9),
      perMetric: expect.closeTo(-50 / 3, 9),
    });
    expect(comparison.strategies.gradnorm?.deltaM.perTask).toBeCloseTo(0, 12);
  });

  it('has no standard deviation of one seed', () => {
    const one = compareResults(madeUpResults(smallStudy({ seeds: 1 }), metrics));
    expect(one.baseline).toMatchObject({ digit: { mean: 0.8, sd: null }, size: { mean: 2, sd: null } });
    expect(one.strategies.equal?.tasks.digit).toMatchObject({ mean: 0.4, sd: null, change: expect.closeTo(-50, 9) });
  });

  it('ranks the strategies on every metric but R²', () => {
    // Equal is second on accuracy and first on the two errors.
    expect(comparison.strategies.equal?.meanRank).toBeCloseTo(4 / 3, 12);
    expect(comparison.strategies.gradnorm?.meanRank).toBeCloseTo(5 / 3, 12);
  });

  it('has the promised shape, also when a metric is not a number', () => {
    expect(comparison.tasks[1]).toEqual({ name: 'size', metric: 'rmse', higherIsBetter: false });
    expect(comparison.seeds).toBe(2);
    const broken = compareResults(
      madeUpResults(smallStudy(), (run) => ({ ...metrics(run), digit: { accuracy: Number.NaN } })),
    );
    expect(broken.strategies.equal?.tasks.digit?.mean).toBeNull();
    expect(comparisonSchema.safeParse(JSON.parse(JSON.stringify(broken))).success).toBe(true);
  });
});

describe('effectsOf', () => {
  it('pairs the trials of one seed', () => {
    // Differences −0.4 and −0.45 of 0.85: −47.06 and −52.94 %, mean −50, s = 4.1595, half-width 12.7062 · s/√2 = 37.371.
    const [equal] = effectsOf(madeUpResults(smallStudy(), metrics));
    expect(equal?.change.mean).toBeCloseTo(-50, 9);
    expect(equal?.change.low).toBeCloseTo(-87.371, 2);
    // p of t = −50/2.9412 = −17.0 with one degree of freedom is 0.0374: clear by itself, not among four questions.
    expect([equal?.unadjustedVerdict, equal?.verdict]).toEqual(['hurt', 'unclear']);
    expect(equal?.adjustedP).toBeCloseTo(4 * 0.0374, 3);
  });

  it('has no interval for one seed', () => {
    const [equal] = effectsOf(madeUpResults(smallStudy({ seeds: 1 }), metrics));
    expect(equal?.verdict).toBe('unclear');
    expect(equal?.change.low).toBe(Number.NEGATIVE_INFINITY);
  });
});
