import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { countsByName, sizesOf } from '../support/counts-by-name.ts';
import { describeShared } from '../support/shared-data.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const temporary = temporaryFolder();

describeShared('goemotions', (folder) => {
  it('has the published splits, emotions and groups', async () => {
    const dataset = await datasets.goemotions.load({ folder });
    expect(sizesOf(dataset)).toEqual([43_410, 5426, 5427]);
    // Counted by another program.
    expect(countsByName(dataset, dataset.splits.test, 'emotions')).toMatchObject({
      ...{ admiration: 504, gratitude: 352, anger: 198, grief: 6, neutral: 1787 },
    });
    expect(countsByName(dataset, dataset.splits.test, 'sentiment')).toEqual({
      ...{ positive: 2104, negative: 1262, ambiguous: 677, neutral: 1787 },
    });
  });

  it('reads the published files as well, and names the line with an unknown emotion', async () => {
    for (const part of ['train', 'dev', 'test']) {
      const text = gunzipSync(readFileSync(join(folder, `${part}.tsv.gz`))).toString();
      writeFileSync(join(temporary(), `${part}.tsv`), text.split('\n').slice(0, 200).join('\n'));
    }
    const { rows } = await datasets.goemotions.load({ folder: temporary() });
    expect(rows?.train).toHaveLength(200);
    writeFileSync(join(temporary(), 'dev.tsv'), 'nice\t0\tabc\nbad\t28\tabd\n');
    await expect(datasets.goemotions.load({ folder: temporary() })).rejects.toThrow(
      /dev\.tsv: line 2: must be a text, numbers of emotions from 0 to 27 and an id, separated by tabs\.$/,
    );
  });
});
