import { describe, expect, it } from 'vitest';

import { type TrueWay, wayScoreOf } from '../../src/selftest/way-score.ts';

/** Ways with true means, the simplest first, each known within one percent to either side. */
function waysOf(means: Readonly<Record<string, number>>): readonly TrueWay[] {
  const all = Object.entries(means);
  return all.map(([name, own]) => ({
    name,
    than: Object.fromEntries(
      all
        .filter(([other]) => other !== name)
        .map(([other, mean]) => [other, { mean: own - mean, low: own - mean - 1, high: own - mean + 1 }]),
    ),
  }));
}

const score = (recommended: string, means: Readonly<Record<string, number>>): string =>
  wayScoreOf(recommended, { ways: waysOf(means), visible: 5 });

describe('the score of a recommendation', () => {
  it('is wrong only for what is truly worse than something simpler', () => {
    expect(score('equal', { separate: 0, equal: -3 })).toBe('wrong');
    expect(score('equal', { separate: 0, equal: -0.5 })).toBe('unclear');
    expect(score('separate', { separate: 0, equal: 30 })).toBe('unclear');
  });

  it('is right for the simplest way where what is better cannot be seen', () => {
    expect(score('separate', { separate: 0, equal: 4 })).toBe('right');
    expect(score('separate', { separate: 0, equal: 6 })).toBe('unclear');
  });

  it('is right for a less simple way only where it is truly better than all that is simpler', () => {
    expect(score('equal', { separate: 0, equal: 3, adaptive: 4 })).toBe('right');
    expect(score('adaptive', { separate: 0, equal: 3, adaptive: 3.5 })).toBe('unclear');
    expect(score('adaptive', { separate: 0, equal: 3, adaptive: 9 })).toBe('right');
  });
});
