import type { History, StepRecord } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { traceOf } from '../../src/runs/trace.ts';

/** A step of two tasks; the second is absent from odd ones, the Gramian is looked at on every fourth. */
function stepAt(step: number): StepRecord {
  const sign = step < 4 ? 1 : -1;
  return {
    step,
    epoch: 0,
    losses: [step, step % 2 === 0 ? 2 * step : null],
    weights: [1, step % 2 === 0 ? 3 : 0],
    milliseconds: 1,
    ...(step % 4 === 0
      ? {
          gramian: [
            [4, sign],
            [sign, 1],
          ],
        }
      : {}),
  };
}

const history: History = {
  tasks: ['a', 'b'],
  steps: Array.from({ length: 8 }, (_, step) => stepAt(step)),
  epochs: [],
  bestEpoch: 0,
  statuses: { solved: 8, degenerate: 0, fallback: 0 },
  gradientScope: 'shared',
};

describe('traceOf', () => {
  it('averages over equally many steps what is there', () => {
    // Steps 0–3: losses 0 1 2 3 and 0 – 4 –; cosine 1/(2·1) at step 0. Steps 4–7 likewise, with the other sign.
    expect(traceOf(history, 2).points).toEqual([
      { step: 1.5, losses: [1.5, 2], weights: [1, 1.5], cosines: [0.5] },
      { step: 5.5, losses: [5.5, 10], weights: [1, 1.5], cosines: [-0.5] },
    ]);
  });

  it('counts the steps on which two tasks were in conflict', () => {
    expect(traceOf(history).conflicts).toEqual([{ looks: 2, meanCosine: 0, conflicting: 0.5 }]);
  });

  it('keeps no more points than it may, and every step of a short run', () => {
    expect(traceOf(history, 3).points.map(({ step }) => step)).toEqual([1, 4, 6.5]);
    expect(traceOf(history).points).toHaveLength(8);
  });

  it('has no pairs for one task', () => {
    expect(traceOf({ ...history, tasks: ['a'] }).pairs).toEqual([]);
  });
});
