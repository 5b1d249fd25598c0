import { describe, expect, it } from 'vitest';

import { conflictsOf } from '../../src/study/conflicts.ts';
import { slotsOf } from '../../src/study/slots.ts';
import { studyResults, type StudyResults } from '../../src/study/study-results.ts';
import { madeUpResult, smallStudy } from '../support/made-up.ts';

/** A study whose trials of two tasks have these cosines at every step, one for each seed. */
function withCosines(cosines: readonly number[]): StudyResults {
  const study = smallStudy({ seeds: cosines.length });
  const filled = slotsOf(study).map((slot) => {
    const result = madeUpResult(slot.config, () => ({}));
    const points = result.trace.points.map((point) => ({
      ...point,
      cosines: point.cosines.map(() => cosines[slot.seed] ?? Number.NaN),
    }));
    return { slot, result: { ...result, trace: { ...result.trace, points } }, trials: 0, seconds: 0 };
  });
  return studyResults(study, filled);
}

describe('conflictsOf', () => {
  it('calls a pair in conflict, or in agreement, only where unrelated tasks would hardly be', () => {
    const [against] = conflictsOf(withCosines([-0.31, -0.29, -0.3, -0.33, -0.27]));
    expect(against).toMatchObject({ tasks: ['digit', 'size'], verdict: 'conflict' });
    expect(against?.cosine).toBeCloseTo(-0.3, 12);
    const [along] = conflictsOf(withCosines([0.31, 0.29, 0.3, 0.33, 0.27]));
    expect(along?.verdict).toBe('agreement');
    const [unrelated] = conflictsOf(withCosines([-0.3, 0.2, -0.1, 0.25, -0.15]));
    expect(unrelated?.verdict).toBe('unrelated');
    expect(Math.abs(unrelated?.cosine ?? 1)).toBeLessThan(unrelated?.band ?? 0);
  });

  it('says nothing of one seed', () => {
    expect(conflictsOf(withCosines([-0.9]))[0]).toMatchObject({ verdict: 'unrelated', band: Number.POSITIVE_INFINITY });
  });
});
