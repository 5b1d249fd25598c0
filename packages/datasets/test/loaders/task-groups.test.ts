import { describe, expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { valuesOf } from '../support/known.ts';
import { correlationOf, varianceOf } from '../support/moments.ts';

const groups = datasets['task-groups'];

describe('task-groups', () => {
  it('has two groups of three tasks', async () => {
    const { tasks } = await groups.load({ size: 10 });
    expect(tasks.map(({ name }) => name)).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'b3']);
  });

  // Functions are random: over seeds, their variance is 1 and their correlation that of the dial.
  it('has tasks that correlate within a group, and not between groups', async () => {
    const seeds = [0, 1, 2, 3, 4, 5, 6, 7];
    const drawn = await Promise.all(seeds.map((seed) => groups.load({ seed, size: 2000, noise: 0 })));
    const mean = (measure: (values: (task: string) => Float32Array | Int32Array) => number): number =>
      drawn.reduce((sum, { splits }) => sum + measure((task) => valuesOf(splits.train, task)), 0) / seeds.length;
    expect(mean((of) => correlationOf(of('a1'), of('a2')))).toBeCloseTo(0.9, 1);
    expect(mean((of) => correlationOf(of('b1'), of('b3')))).toBeCloseTo(0.9, 1);
    expect(Math.abs(mean((of) => correlationOf(of('a1'), of('b1'))))).toBeLessThan(0.15);
    expect(mean((of) => varianceOf(of('a1')))).toBeCloseTo(1, 0);
  });

  it('adds noise of the deviation of the dial', async () => {
    const load = (noise: number): ReturnType<typeof groups.load> =>
      groups.load({ noise, size: 4000, groups: 1, tasks: 1 });
    const [clean, noisy] = [(await load(0)).splits.train, (await load(0.5)).splits.train];
    const added = Array.from(valuesOf(noisy, 'a1'), (value, index) => value - (valuesOf(clean, 'a1')[index] ?? 0));
    expect(varianceOf(added)).toBeCloseTo(0.25, 1);
  });
});
