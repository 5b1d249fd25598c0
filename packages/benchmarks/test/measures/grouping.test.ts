import { readFileSync } from 'node:fs';

import { random } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { groupTasks } from '../../src/measures/grouping.ts';
import { tagAffinity, tagCosine } from '../../src/reproduce/tag-grouping/taskonomy.ts';

/** Nine tasks of CelebA, with what trying every choice of groups gives: see measures.py. */
const { affinities } = JSON.parse(readFileSync(new URL('../fixtures/measures.json', import.meta.url), 'utf8')) as {
  readonly affinities: readonly {
    readonly name: string;
    readonly affinity: readonly (readonly number[])[];
    readonly best: readonly { readonly splits: number; readonly score: number; readonly groups: number[][] }[];
  }[];
};

const sorted = (groups: readonly (readonly number[])[]): string[] => groups.map((group) => group.join('')).sort();

describe('groupTasks', () => {
  // Tasks 0 to 4: semantic segmentation, normals, depth, keypoints, edges.
  it.each([
    [1, 0.129292, ['01234']],
    [2, 0.321696, ['012', '34']],
    [3, 0.34867, ['02', '12', '34']],
    [4, 0.34867, ['02', '12', '34']],
  ])('gives TAG’s groups of five tasks of Taskonomy in %i networks', (groups, score, expected) => {
    const grouping = groupTasks(tagAffinity, { groups });
    expect(sorted(grouping.groups)).toEqual(expected);
    expect(grouping.score).toBeCloseTo(score, 6);
  });

  it.each([
    [1, 0.519833],
    [2, 1.469937],
    [3, 1.60378],
  ])('gives TAG’s score of grouping them by gradient cosines in %i networks', (groups, score) => {
    expect(groupTasks(tagCosine, { groups }).score).toBeCloseTo(score, 6);
  });

  it.each(affinities.flatMap(({ name, affinity, best }) => best.map((each) => ({ name, affinity, ...each }))))(
    'agrees with trying every choice: CelebA by $name in $splits networks',
    ({ affinity, splits, score, groups }) => {
      const grouping = groupTasks(affinity, { groups: splits });
      expect(grouping.score).toBeCloseTo(score, 9);
      expect(sorted(grouping.groups)).toEqual(sorted(groups));
    },
  );

  it('serves each task by the group that is best for it', () => {
    const { groups, servedBy } = groupTasks(tagAffinity, { groups: 3 });
    const names = servedBy.map((group) => (groups[group] ?? []).join(''));
    // Depth learns more from segmentation (0.414) than from normals (0.291).
    expect(names).toEqual(['02', '12', '02', '34', '34']);
  });

  it('leaves tasks alone that others only harm', () => {
    const affinity = [
      [0, 3, -1],
      [2, 0, -1],
      [-1, -2, 0],
    ];
    expect(groupTasks(affinity, { groups: 3, alone: 0 })).toEqual({
      groups: [[0, 1], [2]],
      servedBy: [0, 0, 1],
      score: 5 / 3,
    });
    expect(groupTasks([[0]], { groups: 2, alone: 0 })).toEqual({ groups: [[0]], servedBy: [0], score: 0 });
  });

  it('finds two hidden groups of three tasks', () => {
    const draws = random(5);
    const of = [0, 1, 0, 1, 1, 0];
    const affinity = of.map((own) => of.map((other) => (own === other ? 1 : -1) + draws.normal() / 10));
    expect(sorted(groupTasks(affinity, { groups: 2, alone: 0 }).groups)).toEqual(['025', '134']);
  });

  it('takes fifteen tasks', () => {
    const affinity = Array.from({ length: 15 }, (_, task) =>
      Array.from({ length: 15 }, (__, other) => (Math.floor(task / 5) === Math.floor(other / 5) ? 1 : 0)),
    );
    expect(groupTasks(affinity, { groups: 4 })).toMatchObject({ score: 1, groups: { length: 3 } });
  });

  it('refuses what is not a matrix of so many tasks', () => {
    expect(() => groupTasks([], { groups: 1 })).toThrow('option `affinity` must be of 1 to 15 tasks, received 0.');
    expect(() => groupTasks([[0, 1], [1]], { groups: 1 })).toThrow('expected 2 rows of 2 finite numbers');
    expect(() =>
      groupTasks(
        [
          [0, Number.NaN],
          [1, 0],
        ],
        { groups: 1 },
      ),
    ).toThrow('expected 2 rows of 2 finite numbers');
    expect(() => groupTasks([[0]], { groups: 0 })).toThrow('option `groups` must be a whole number of at least 1');
    expect(() => groupTasks([[0]], { groups: 1, alone: Number.NaN })).toThrow('option `alone` must be a finite number');
  });
});
