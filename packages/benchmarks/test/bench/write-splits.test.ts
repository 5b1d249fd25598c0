import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { datasets } from '@equipoise/datasets';
import { describe, expect, it } from 'vitest';

import { writeSplits } from '../../src/bench/job/write-splits.ts';

describe('writeSplits', () => {
  it('writes inputs, labels and what is labelled, so that another program reads the same numbers', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'equipoise-splits-'));
    try {
      const dataset = await datasets.penguins.load({ seed: 1 });
      const { train, test } = writeSplits(dataset, join(folder, 'seed-1'));
      const floats = (file = ''): Float32Array => new Float32Array(Uint8Array.from(readFileSync(file)).buffer);
      const { splits } = dataset;
      expect([train?.size, test?.size]).toEqual([splits.train.size, splits.test.size]);
      const [input] = Object.values(splits.train.inputs);
      expect(floats(train?.inputs)).toEqual(Float32Array.from(input as Float32Array));
      const { labels, present } = train?.tasks['body-mass'] ?? {};
      const own = splits.train.labels['body-mass'];
      expect(floats(labels)).toEqual(Float32Array.from(own?.values ?? []));
      expect(Uint8Array.from(readFileSync(present ?? ''))).toEqual(
        own?.mask ?? new Uint8Array(splits.train.size).fill(1),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
