import { ShapeError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { holm } from '../../src/statistics/holm.ts';
import { judge, pairedChanges } from '../../src/statistics/judge.ts';
import { pairedInterval } from '../../src/statistics/paired-interval.ts';
import { correctedInterval, pairedTTest } from '../../src/statistics/paired-t-test.ts';
import { smallestVisibleEffect } from '../../src/statistics/power.ts';
import { summarise } from '../../src/statistics/summary.ts';

const clear = { name: 'clear', differences: [3, 3.2, 2.9, 3.1, 3.3] };
const worse = { name: 'worse', differences: [-5, -4.8, -5.3, -4.9, -5.1] };
/** p = 0.030 by itself. */
const weak = { name: 'weak', differences: [1, 2.2, 0.4, 2.1, 1.6] };

describe('judge', () => {
  it('gives each question its intervals, its p and Holm’s p over the family', () => {
    const family = [clear, worse, weak];
    const answers = judge(family, { testRatio: 0.2 });
    const ps = family.map(({ differences }) => pairedTTest(differences, { testRatio: 0.2 }).p);
    expect(answers.map(({ name, p }) => ({ name, p }))).toEqual(family.map(({ name }, at) => ({ name, p: ps[at] })));
    expect(answers.map(({ adjustedP }) => adjustedP)).toEqual(holm(ps));
    for (const [index, { differences }] of family.entries()) {
      expect(answers[index]?.interval).toEqual(pairedInterval(differences));
      expect(answers[index]?.correctedInterval).toEqual(correctedInterval(differences, { testRatio: 0.2 }));
    }
  });

  it('says better, worse or unclear by the adjusted p, and what it would be alone', () => {
    const verdictsOf = (...family: Parameters<typeof judge>[0]): string[] =>
      judge(family).map(({ verdict, unadjustedVerdict }) => `${verdict}, alone ${unadjustedVerdict}`);
    expect(verdictsOf(weak)).toEqual(['better, alone better']);
    const noise = Array.from({ length: 4 }, (_, index) => ({
      name: `noise ${index}`,
      differences: [1, -1, 2, -2, index],
    }));
    expect(verdictsOf(clear, worse, weak, ...noise).slice(0, 3)).toEqual([
      'better, alone better',
      'worse, alone worse',
      'unclear, alone better',
    ]);
  });

  it('says what difference could have been seen', () => {
    const [, , answer] = judge([clear, worse, weak], { testRatio: 0.2 });
    const { sd } = summarise(weak.differences);
    const test = { pairs: 5, testRatio: 0.2 };
    expect(answer?.smallestDifference).toBeCloseTo(sd * smallestVisibleEffect(test), 10);
    expect(answer?.smallestDifferenceInFamily).toBeCloseTo(
      sd * smallestVisibleEffect({ ...test, level: 0.05 / 3 }),
      10,
    );
  });

  it('is unclear of one seed, of seeds that agree, and of no seeds', () => {
    for (const differences of [[], [4], [4, 4, 4]]) {
      const [answer] = judge([{ name: 'untested', differences }]);
      expect(answer).toMatchObject({
        verdict: 'unclear',
        unadjustedVerdict: 'unclear',
        p: Number.NaN,
        adjustedP: Number.NaN,
      });
      expect(answer?.smallestDifference).toBeNaN();
    }
  });

  it('refuses numbers out of range and options that nobody reads', () => {
    expect(() => judge([], { level: 1 })).toThrow('judge: option `level` must be between 0 and 1, received 1.');
    expect(() => judge([clear], { power: 0.05 })).toThrow(
      'judge: option `power` must be above the level 0.05 and below 1',
    );
    expect(() => judge([clear], JSON.parse('{"testratio": 0.2}') as object)).toThrow('did you mean testRatio');
    expect(() => judge([clear], { testRatio: -1 })).toThrow('option `testRatio` must be a number of at least 0');
  });
});

describe('pairedChanges', () => {
  it('are in percent of the mean of the baselines, positive is better', () => {
    const values = { values: [12, 8], baseline: [10, 6] };
    expect(pairedChanges({ ...values, higherIsBetter: true })).toEqual([25, 25]);
    expect(pairedChanges({ ...values, higherIsBetter: false })).toEqual([-25, -25]);
  });

  it('refuse values without baselines', () => {
    expect(() => pairedChanges({ values: [1], baseline: [], higherIsBetter: true })).toThrow(ShapeError);
  });
});
