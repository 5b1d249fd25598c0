import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { expect, it } from 'vitest';

import { type DatasetName, datasets, getDataset } from '../../src/index.ts';
import { describeShared } from '../support/shared-data.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const temporary = temporaryFolder();
const names = ['bike-sharing', 'restaurant-ratings', 'room-occupancy'] satisfies DatasetName[];

describeShared('.', (root) => {
  it.each(names)('%s comes whole from a mirror, compressed or plain', async (name) => {
    const mirror = join(temporary(), 'plain');
    for (const { path } of datasets[name].files ?? []) {
      mkdirSync(dirname(join(mirror, name, path)), { recursive: true });
      writeFileSync(join(mirror, name, path), gunzipSync(readFileSync(join(root, name, path))));
    }
    const loaded = await Promise.all(
      [root, mirror].map(async (from, index) => {
        const cache = join(temporary(), `cache-${index}`);
        await getDataset(name, { mirror: from, cache });
        return datasets[name].load({ folder: join(cache, name) });
      }),
    );
    expect(loaded[0]?.splits).toEqual(loaded[1]?.splits);
  });
});
