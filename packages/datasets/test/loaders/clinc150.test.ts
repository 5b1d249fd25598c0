import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { countsByName, sizesOf, sum } from '../support/counts-by-name.ts';
import { describeShared } from '../support/shared-data.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const temporary = temporaryFolder();

describeShared('clinc150', (folder) => {
  it('has the published splits: equal intents, and requests that have none', async () => {
    const dataset = await datasets.clinc150.load({ folder });
    expect(sizesOf(dataset)).toEqual([15_100, 3100, 5500]);
    const { train, test } = dataset.splits;
    // The repository: 100 training and 30 test requests for each of 150 intents, 15 intents for each of 10 domains.
    expect(new Set(Object.values(countsByName(dataset, train, 'intent')))).toEqual(new Set([100]));
    expect(new Set(Object.values(countsByName(dataset, test, 'intent')))).toEqual(new Set([30]));
    expect(Object.values(countsByName(dataset, train, 'domain'))).toEqual(new Array(10).fill(1500));
    expect([sum(train.labels['out-of-scope']?.values ?? []), sum(test.labels['out-of-scope']?.values ?? [])]).toEqual([
      ...[100, 1000],
    ]);
    expect(dataset.rows?.test[0]).toMatchObject({ text: 'how would you say fly in italian', intent: 'translate' });
  });

  it('names the row that has no known intent', async () => {
    copyFileSync(join(folder, 'domains.json'), join(temporary(), 'domains.json'));
    writeFileSync(join(temporary(), 'data_full.json'), '{"train":[["hi","greeting"],["fly","flight"]]}');
    await expect(datasets.clinc150.load({ folder: temporary() })).rejects.toThrow(
      /data_full\.json: train, row 2: must be a text and an intent, received \["fly","flight"\]\.$/,
    );
    writeFileSync(join(temporary(), 'data_full.json'), '{"test":[]}');
    await expect(datasets.clinc150.load({ folder: temporary() })).rejects.toThrow(/must have a list `train`/);
  });
});
