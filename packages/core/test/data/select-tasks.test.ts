import { expect, it } from 'vitest';

import { InvalidOptionError } from '../../src/errors.ts';
import { selectTasks } from '../../src/data/select-tasks.ts';
import { table } from '../support/tables.ts';

it('keeps the named tasks, in that order, and the data', () => {
  const dataset = table();
  const selected = selectTasks(dataset, ['largest', 'sum']);
  expect(selected.tasks.map(({ name }) => name)).toEqual(['largest', 'sum']);
  expect(selected.splits).toBe(dataset.splits);
  expect(selectTasks(dataset, ['sum']).tasks).toEqual([dataset.tasks[0]]);
  expect(dataset.tasks).toHaveLength(2);
});

it('lists the known tasks when one is unknown', () => {
  expect(() => selectTasks(table(), ['sum', 'smallest'])).toThrow(
    new InvalidOptionError('data set table', 'tasks', 'among sum, largest', 'smallest'),
  );
});
