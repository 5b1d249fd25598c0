import { describe, expect, it } from 'vitest';

import { checkDataset } from '../../src/data/check-dataset.ts';
import type { DataSource } from '../../src/data/dataset.ts';
import { datasetDigest } from '../../src/data/digest.ts';
import { DataError } from '../../src/errors.ts';
import { fetchedTable } from '../support/fetched-table.ts';
import { table } from '../support/tables.ts';

describe('datasetDigest', () => {
  const digestOf = (digest?: DataSource['digest']): Promise<string> => datasetDigest(fetchedTable(table(), digest));

  it('takes the digest of a source, a text or a function that gives one', async () => {
    const text = await digestOf('a');
    expect(await digestOf(() => 'a')).toBe(text);
    expect(await digestOf(() => Promise.resolve('a'))).toBe(text);
    expect(new Set([text, await digestOf(), await digestOf('b')]).size).toBe(3);
  });

  it('refuses a digest that is no text', async () => {
    await expect(digestOf((() => 3) as never)).rejects.toThrow(/, train: digest must give a text, received 3\.$/);
    const { name } = table();
    expect(() => {
      checkDataset(fetchedTable(table(), 3 as never));
    }).toThrow(new DataError(`${name}, train: digest must be a text, or a function that gives one, received 3.`));
  });
});
