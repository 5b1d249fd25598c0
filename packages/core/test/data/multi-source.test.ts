import { describe, expect, it } from 'vitest';

import { checkTrainable } from '../../src/data/check-dataset.ts';
import type { Dataset, DataSource } from '../../src/data/dataset.ts';
import { datasetDigest } from '../../src/data/digest.ts';
import { multiSource } from '../../src/data/multi-source.ts';
import { selectTasks } from '../../src/data/select-tasks.ts';
import { fetchedTable } from '../support/fetched-table.ts';
import { twoSources } from '../support/two-sources.ts';

const { table, signs } = twoSources({ first: 3, second: 2 });
const both = (sources: Readonly<Record<string, Dataset>> = { table, signs }): ReturnType<typeof multiSource> =>
  multiSource({ name: 'both', sources });

describe('multiSource', () => {
  it('has the inputs and tasks of all sources, each task with the inputs of its source', () => {
    const { inputs, tasks } = both();
    expect(Object.keys(inputs)).toEqual(['shared', 'grid']);
    expect(tasks.map(({ name, input }) => [name, input])).toEqual([
      ['sum', 'shared'],
      ['largest', 'shared'],
      ['positive', 'grid'],
    ]);
  });

  it('leaves tasks as they are where all sources have the same input', () => {
    const shared = twoSources({ input: 'shared' });
    const { inputs, tasks } = both(shared);
    expect(Object.keys(inputs)).toEqual(['shared']);
    expect(tasks).toEqual([...shared.table.tasks, ...shared.signs.tasks]);
  });

  it('keeps the examples of each source; as one split it has zeros and masks', () => {
    const { train, validation } = both().splits;
    expect(train.parts).toEqual({ table: table.splits.train, signs: signs.splits.train });
    expect(validation.size).toBe(2 + 1);
    expect(validation.inputs.grid?.slice(0, 12)).toEqual(new Float32Array(12));
    expect(validation.inputs.grid?.slice(12)).toEqual(signs.splits.validation.inputs.grid);
    expect(validation.labels.positive?.mask).toEqual(Uint8Array.of(0, 0, 1));
    expect(validation.labels.sum?.values.slice(0, 2)).toEqual(table.splits.validation.labels.sum?.values);
    expect(validation.labels.sum?.mask).toEqual(Uint8Array.of(1, 1, 0));
  });

  it('fetches examples of sources that are not in memory, in the order that is asked for', async () => {
    const { train } = both({ table: fetchedTable(table), signs }).splits;
    expect('gather' in train).toBe(true);
    const split = await (train as DataSource).gather(Uint32Array.of(4, 0, 4, 2));
    const [grid, sum] = [signs.splits.train.inputs.grid ?? [], table.splits.train.labels.sum?.values ?? []];
    expect([...(split.inputs.grid ?? [])]).toEqual([...[...grid].slice(6), ...zeros, ...[...grid].slice(6), ...zeros]);
    expect(split.labels.sum).toEqual({
      values: Float32Array.of(0, sum[0] ?? NaN, 0, sum[2] ?? NaN),
      mask: Uint8Array.of(0, 1, 0, 1),
    });
  });

  it('has a digest that tells the values of every source, and their names', async () => {
    const digest = await datasetDigest(both());
    expect(await datasetDigest(both())).toBe(digest);
    expect(await datasetDigest(both({ table, others: signs }))).not.toBe(digest);
    const { signs: other } = twoSources({ first: 3, second: 3 });
    expect(await datasetDigest(both({ table, signs: other }))).not.toBe(digest);
  });

  it('refuses inputs and tasks of one name that differ, and no sources', () => {
    const renamed = { ...signs, inputs: { shared: signs.inputs.grid } } as Dataset;
    expect(() => both({ table, signs: renamed })).toThrow(
      'both: the input shared must be the same in table and signs, or have another name.',
    );
    const [task] = signs.tasks;
    const same = { ...signs, tasks: [{ ...task, name: 'sum' }] } as Dataset;
    expect(() => both({ table, signs: same })).toThrow('both: the task sum must be the same in table and signs');
    expect(() => both({})).toThrow('both: must have at least one source, received {}.');
  });

  it('names the source of a value that is wrong', () => {
    const { train } = signs.splits;
    const wrong = { ...train, inputs: { grid: Float32Array.from({ length: 12 }, () => NaN) } };
    const dataset = both({ table, signs: { ...signs, splits: { ...signs.splits, train: wrong } } });
    expect(() => {
      checkTrainable(dataset);
    }).toThrow('both, train, signs, grid: value 0 of example 0 must be a finite number, is NaN.');
  });
});

it('selectTasks keeps the sources that have one of the tasks, and their inputs', () => {
  const selected = selectTasks(both(), ['positive']);
  expect(Object.keys(selected.inputs)).toEqual(['grid']);
  expect(selected.splits.train).toMatchObject({ size: 2, parts: { signs: signs.splits.train } });
  expect(Object.keys((selected.splits.validation as unknown as { parts: object }).parts)).toEqual(['signs']);
});

const zeros = new Array<number>(6).fill(0);
