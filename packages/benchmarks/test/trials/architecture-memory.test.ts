import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { architectures } from '@equipoise/core';
import { expect, it } from 'vitest';

/** 1.5 GiB. */
const limit = 1.5 * 2 ** 30;

it('a training on each architecture takes less than 1.5 GiB of memory', async () => {
  const script = join(import.meta.dirname, '..', 'fixtures', 'architecture-memory.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  const peaks = JSON.parse(stdout) as Record<string, number>;
  expect(Object.keys(peaks)).toEqual(Object.keys(architectures));
  expect(Math.max(...Object.values(peaks))).toBeLessThan(limit);
});
