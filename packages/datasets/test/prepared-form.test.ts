import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { datasetCard, datasets, datasetState } from '../src/index.ts';
import { describeShared } from './support/shared-data.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const temporary = temporaryFolder();

describeShared('xsid-intent-slots-translation', (folder) => {
  it('a prepared form may lie in the cache, and loads as from a folder', async () => {
    const cache = temporary();
    expect(datasetState(datasetCard('xsid'), cache)).toBe('not fetched');
    await expect(datasets.xsid.load({ cache })).rejects.toThrow('is missing');
    mkdirSync(join(cache, 'xsid'));
    for (const file of ['test.jsonl.gz', 'valid.jsonl.gz']) cpSync(join(folder, file), join(cache, 'xsid', file));
    expect(datasetState(datasetCard('xsid'), cache)).toBe('cached');
    const [cached, given] = [
      await datasets.xsid.load({ cache, size: 20 }),
      await datasets.xsid.load({ folder, size: 20 }),
    ];
    expect(cached.splits).toEqual(given.splits);
  });
});
