import { expect, it } from 'vitest';

import { datasets } from '../src/index.ts';
import { examplesOf } from './support/totals.ts';

const embedded = Object.values(datasets).filter(({ arrival }) => arrival === 'embedded');

it.each(embedded)('has the examples and tasks of $name that its card tells of', async ({ load, ...card }) => {
  const dataset = await load();
  expect(examplesOf(dataset)).toBe(card.examples);
  const tasks = dataset.tasks.map(({ name, kind }) => ({ name, kind: kind.name }));
  expect(tasks).toEqual(card.tasks.map(({ name, kind }) => ({ name, kind })));
});
