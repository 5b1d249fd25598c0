import { describe, expect, it } from 'vitest';

import { slotsOf } from '../../src/study/slots.ts';
import { progressEstimate } from '../../src/terminal/progress-estimate.ts';
import { progressLine } from '../../src/terminal/progress-line.ts';
import { madeUpResult, smallStudy } from '../support/made-up.ts';

const slots = slotsOf(smallStudy({ seeds: 1 })).map((slot) => ({ slot })); // Four trials.
const configs = slots.map(({ slot }) => slot.config);
const [first, second, third] = configs;

describe('progressEstimate', () => {
  it('counts trials that are kept as ended, and not in the remaining time', () => {
    const work = progressEstimate(slots, () => 100);
    if (!first || !second || !third) throw new Error('There are four trials.');
    work.note({ kind: 'kept', config: first, result: madeUpResult(first, () => ({})) });
    expect(work.standing()).toEqual({ ended: 1, kept: 1, total: 4, share: 0 });
    work.note({ kind: 'done', config: second, result: madeUpResult(second, () => ({})) });
    expect(work.standing().share).toBeCloseTo(1 / 3, 12);
    work.note({ kind: 'step', config: third, progress: { step: 50, steps: 100 } });
    expect(work.standing()).toEqual({ ended: 2, kept: 2, total: 4, share: expect.closeTo(0.5, 12) });
    work.note({ kind: 'failed', config: third, error: new Error('stopped') });
    expect(work.standing()).toMatchObject({ ended: 3, kept: 2 });
  });

  it('has nothing to do when everything is kept', () => {
    const work = progressEstimate(slots, () => 100);
    for (const config of configs) work.note({ kind: 'kept', config, result: madeUpResult(config, () => ({})) });
    expect(work.standing()).toEqual({ ended: 4, kept: 4, total: 4, share: 1 });
  });
});

describe('progressLine', () => {
  /** What is written when a third of the work is done after 20 s and two thirds after 40 s. */
  function written(stream: { isTTY?: boolean; columns?: number }): string {
    let [now, text] = [0, ''];
    const line = progressLine({ ...stream, write: (piece: string) => (text += piece) }, { now: () => now });
    for (const share of [1 / 3, 2 / 3]) {
      now += 20_000;
      line.show({ ended: 1, kept: 1, total: 3, share });
    }
    line.show({ ended: 3, kept: 3, total: 3, share: 1 }); // Too soon after the last.
    return text;
  }

  it('writes a line now and then where there is no terminal', () => {
    expect(written({})).toBe('1 of 3 trials, 33 %, 40 s left\n1 of 3 trials, 66 %, 20 s left\n');
  });

  it('draws a bar over itself in a terminal', () => {
    expect(written({ isTTY: true, columns: 100 })).toContain(
      '[========                ] 1 of 3 trials, 33 %, 40 s left',
    );
  });
});
