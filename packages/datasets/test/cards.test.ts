import { describe, expect, it } from 'vitest';

import { type DatasetEntry, datasets } from '../src/index.ts';

const withoutNetwork = Object.values<DatasetEntry>(datasets).filter(({ arrival }) =>
  ['embedded', 'npm', 'synthetic'].includes(arrival),
);

describe('cards', () => {
  it.each(withoutNetwork)('tells the tasks and the number of examples of $name as they are', async (card) => {
    const { splits, tasks } = await card.load(card.name === 'words' ? { size: 26_731 } : {});
    const { train, validation, test } = splits;
    expect(train.size + validation.size + test.size).toBe(card.examples);
    expect(tasks.map(({ name, kind }) => [name, kind.name])).toEqual(card.tasks.map(({ name, kind }) => [name, kind]));
  });
});
