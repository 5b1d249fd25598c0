import { expect, it } from 'vitest';

import type { DataSource } from '../../src/data/dataset.ts';
import { multiSource } from '../../src/data/multi-source.ts';
import { renameInputs } from '../../src/data/rename-inputs.ts';
import { fetchedTable } from '../support/fetched-table.ts';
import { table } from '../support/tables.ts';
import { twoSources } from '../support/two-sources.ts';

it('gives an input another name: in splits, in what is fetched, and for the tasks that name it', async () => {
  const dataset = table({ size: 4 });
  const [sum] = dataset.tasks;
  if (!sum) throw new Error('no task');
  const naming = { ...fetchedTable(dataset), tasks: [{ ...sum, input: 'input' }, ...dataset.tasks.slice(1)] };
  const renamed = renameInputs(naming, { input: 'numbers' });
  expect(Object.keys(renamed.inputs)).toEqual(['numbers']);
  expect(renamed.tasks.map(({ input }) => input)).toEqual(['numbers', undefined]);
  expect(renamed.splits.validation.inputs.numbers).toBe(dataset.splits.validation.inputs.input);
  const fetched = await (renamed.splits.train as DataSource).gather(Uint32Array.of(2));
  expect(fetched.inputs.numbers).toEqual(dataset.splits.train.inputs.input?.slice(8, 12));
});

it('names the nearest input, and refuses what it cannot do', () => {
  expect(() => renameInputs(table(), { inputt: 'numbers' })).toThrow('(did you mean input?)');
  const both = multiSource({ name: 'both', sources: twoSources() });
  expect(() => renameInputs(both, { shared: 'grid' })).toThrow('both: rename the inputs of each source');
});
