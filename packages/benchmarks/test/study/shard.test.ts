import { describe, expect, it } from 'vitest';

import { inShard, shardOf } from '../../src/study/shard.ts';

describe('shardOf', () => {
  it('reads what the command line says, before what an array job says', () => {
    expect(shardOf('2/8', {})).toMatchObject({ index: 1, count: 8 });
    expect(shardOf('2/8', { SLURM_ARRAY_TASK_ID: '5', SLURM_ARRAY_TASK_COUNT: '9' })).toMatchObject({
      index: 1,
      count: 8,
    });
    expect(shardOf(undefined, {})).toBeUndefined();
  });

  it('reads array jobs of Slurm, whatever number they start with', () => {
    const task = { SLURM_ARRAY_TASK_MIN: '1', SLURM_ARRAY_TASK_COUNT: '4' };
    expect(shardOf(undefined, { ...task, SLURM_ARRAY_TASK_ID: '1' })).toMatchObject({ index: 0, count: 4 });
    expect(shardOf(undefined, { ...task, SLURM_ARRAY_TASK_ID: '4' })).toMatchObject({ index: 3, count: 4 });
    const fromZero = { SLURM_ARRAY_TASK_ID: '0', SLURM_ARRAY_TASK_COUNT: '2' };
    expect(shardOf(undefined, fromZero)).toMatchObject({ index: 0, count: 2 });
  });

  it('reads indexed jobs of Kubernetes, which do not know how many there are', () => {
    expect(shardOf('8', { JOB_COMPLETION_INDEX: '7' })).toMatchObject({ index: 7, count: 8 });
    expect(shardOf(undefined, { JOB_COMPLETION_INDEX: '7' })).toBeUndefined();
  });

  it.each([
    ['0/8', {}],
    ['9/8', {}],
    ['1/0', {}],
    ['x', {}],
    ['1,2', {}],
    ['-1/8', {}],
    ['8', {}],
    ['8', { JOB_COMPLETION_INDEX: '8' }],
    ['8', { JOB_COMPLETION_INDEX: 'x' }],
    [undefined, { SLURM_ARRAY_TASK_ID: '5', SLURM_ARRAY_TASK_COUNT: '5' }],
  ])('refuses what is no shard: %s', (told, variables) => {
    expect(() => shardOf(told, variables)).toThrow(/^study: [^\n]+\.$/);
  });
});

describe('inShard', () => {
  it('deals every element to one shard', () => {
    const all = Array.from({ length: 11 }, (_, index) => index);
    const parts = [0, 1, 2].map((index) => inShard(all, { index, count: 3, by: 'a test' }));
    expect(parts.map(({ length }) => length)).toEqual([4, 4, 3]);
    expect(parts.flat().sort((a, b) => a - b)).toEqual(all);
    expect(inShard(all, undefined)).toEqual(all);
  });
});
