import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll } from 'vitest';

/** A folder that is there while the tests of a file run. */
export function temporaryFolder(): () => string {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'datasets-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });
  return () => folder;
}
