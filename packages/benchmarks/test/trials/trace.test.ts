import type { StepRecord, TrainerView } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import type { Trace } from '../../src/trials/trial-result.ts';
import { tracer } from '../../src/trials/trace.ts';

/** A step of two tasks; the second is absent from odd ones, the Gramian is looked at on every fourth. */
function stepAt(step: number): StepRecord {
  const sign = step < 4 ? 1 : -1;
  return {
    step,
    epoch: 0,
    losses: [step, step % 2 === 0 ? 2 * step : null],
    weights: [1, step % 2 === 0 ? 3 : 0],
    learningRate: 0.001,
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

/** The trace of eight steps. */
function traced(pointCount?: number, tasks = 2): Trace {
  const seen = tracer(tasks, pointCount);
  const run = { steps: 8 } as TrainerView; // All that a tracer asks of a trial.
  void seen.onTrainBegin?.(run);
  for (let step = 0; step < 8; step += 1) void seen.onBatchEnd?.(stepAt(step), run);
  return seen.trace;
}

describe('tracer', () => {
  it('averages over equally many steps what is there', () => {
    // Steps 0–3: losses 0 1 2 3 and 0 – 4 –; cosine 1/(2·1) at step 0. Steps 4–7 likewise, with the other sign.
    expect(traced(2).points).toEqual([
      { step: 1.5, losses: [1.5, 2], weights: [1, 1.5], cosines: [0.5] },
      { step: 5.5, losses: [5.5, 10], weights: [1, 1.5], cosines: [-0.5] },
    ]);
  });

  it('counts the steps on which two tasks were in conflict', () => {
    expect(traced().conflicts).toEqual([{ looks: 2, meanCosine: 0, conflicting: 0.5 }]);
  });

  it('keeps no more points than it may, and every step of a short trial', () => {
    expect(traced(3).points.map(({ step }) => step)).toEqual([1, 4, 6.5]);
    expect(traced().points).toHaveLength(8);
  });

  it('has no pairs for one task', () => {
    expect(traced(50, 1).pairs).toEqual([]);
  });
});
