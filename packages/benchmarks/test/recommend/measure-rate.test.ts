import { describe, expect, it } from 'vitest';

import { measureRate } from '../../src/recommend/measure-rate.ts';
import type { Rate } from '../../src/recommend/budget.ts';
import { slotsOf } from '../../src/study/slots.ts';
import { smallStudy } from '../support/made-up.ts';

/** What is measured, and how long that took, where trainings take so many seconds, the first one more of them to start. */
async function measured(
  { start, overhead, perEpoch }: { start: number; overhead: number; perEpoch: number },
  seconds: number,
): Promise<{ rate: Rate; took: number }> {
  let [clock, trainings] = [0, 0];
  const [slot] = slotsOf(smallStudy({ seeds: 1 }));
  if (!slot) throw new Error('There is a slot.');
  const rate = await measureRate(slot.config, {
    execute: ({ epochs }) => {
      clock += 1000 * ((trainings === 0 ? start : 0) + overhead + epochs * perEpoch);
      trainings += 1;
      return Promise.resolve({} as never);
    },
    jobs: 2,
    seconds,
    now: () => clock,
  });
  return { rate, took: clock / 1000 };
}

describe('measureRate', () => {
  it.each([600, 90])('tells an epoch from what every training takes, in a budget of %s seconds', async (seconds) => {
    const { rate } = await measured({ start: 5, overhead: 0.5, perEpoch: 0.1 }, seconds);
    expect(rate.overhead).toBeCloseTo(0.5, 9);
    expect(rate.perEpoch).toBeCloseTo(0.1, 9);
  });

  it('counts all for the epoch where measuring would take too much of the budget', async () => {
    const { rate, took } = await measured({ start: 5, overhead: 1, perEpoch: 60 }, 300);
    expect(rate).toEqual({ overhead: 0, perEpoch: 66, jobs: 2 });
    expect(took).toBe(66);
  });
});
