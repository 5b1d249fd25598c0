import { expect, it } from 'vitest';

import { type DatasetEntry, datasets } from '../src/index.ts';
import { examplesOf } from './support/totals.ts';

const withoutNetwork = Object.values<DatasetEntry>(datasets).filter(({ arrival }) =>
  ['embedded', 'npm', 'synthetic'].includes(arrival),
);

it.each(withoutNetwork)('has the examples and tasks of $name that its card tells of', async ({ load, ...card }) => {
  const dataset = await load(card.name === 'words' ? { size: 26_731 } : {}); // All of them.
  expect(examplesOf(dataset)).toBe(card.examples);
  const tasks = dataset.tasks.map(({ name, kind }) => ({ name, kind: kind.name }));
  expect(tasks).toEqual(card.tasks.map(({ name, kind }) => ({ name, kind })));
});
