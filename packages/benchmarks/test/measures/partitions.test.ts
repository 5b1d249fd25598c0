import { random } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { groupTasks } from '../../src/measures/grouping.ts';
import { bestPartitions } from '../../src/measures/partitions.ts';

function drawn(tasks: number, seed: number): readonly (readonly number[])[] {
  const draws = random(seed);
  return Array.from({ length: tasks }, () => Array.from({ length: tasks }, () => 2 * draws.next() - 1));
}

/** Every partition of the numbers below n, by a recursion of another kind: the last one joins a group or is alone. */
function everyPartition(n: number): number[][][] {
  if (n === 0) return [[]];
  return everyPartition(n - 1).flatMap((groups) => [
    [...groups, [n - 1]],
    ...groups.map((_, at) => groups.map((group, place) => (place === at ? [...group, n - 1] : group))),
  ]);
}

function scoreOf(help: readonly (readonly number[])[], groups: readonly (readonly number[])[]): number {
  const scores = groups.flatMap((group) =>
    group.map((task) => {
      const others = group.filter((other) => other !== task).map((other) => help[task]?.[other] ?? 0);
      return others.length === 0 ? 0 : others.reduce((a, b) => a + b, 0) / others.length;
    }),
  );
  return scores.reduce((a, b) => a + b, 0) / help.length;
}

describe('bestPartitions', () => {
  it.each([5, 9])('gives the best of all partitions of %i tasks, by bounds as by looking at each', (tasks) => {
    const help = drawn(tasks, tasks);
    const scores = everyPartition(tasks).map((groups) => scoreOf(help, groups));
    const best = scores.sort((a, b) => b - a).slice(0, 5);
    const found = bestPartitions(help, { most: 5 });
    for (const [place, { score, groups }] of found.entries()) {
      expect(score).toBeCloseTo(best[place] ?? Number.NaN, 12);
      expect(score).toBeCloseTo(scoreOf(help, groups), 12);
    }
    expect(found).toHaveLength(5);
  });

  it('finds two hidden groups that help within and hurt between, among twelve tasks', () => {
    const help = Array.from({ length: 12 }, (_, k) =>
      Array.from({ length: 12 }, (__, j) => (k % 2 === j % 2 ? 1 : -1)),
    );
    expect(bestPartitions(help, { most: 1 })).toEqual([
      {
        groups: [
          [0, 2, 4, 6, 8, 10],
          [1, 3, 5, 7, 9, 11],
        ],
        score: 1,
      },
    ]);
  });

  it('is never above the grouping whose groups may overlap', () => {
    for (let seed = 0; seed < 5; seed += 1) {
      const help = drawn(6, seed);
      const [best] = bestPartitions(help, { most: 1 });
      expect(best?.score).toBeLessThanOrEqual(groupTasks(help, { groups: 6, alone: 0 }).score + 1e-12);
    }
  });

  it('refuses what is unknown and too many tasks', () => {
    expect(() =>
      bestPartitions(
        [
          [0, Number.NaN],
          [1, 0],
        ],
        { most: 1 },
      ),
    ).toThrow(/finite/);
    expect(() => bestPartitions(drawn(17, 0), { most: 1 })).toThrow(/1 to 16 tasks/);
    expect(() => bestPartitions(drawn(2, 0), { most: 0 })).toThrow(/most/);
  });
});
