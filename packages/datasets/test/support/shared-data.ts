import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { describe } from 'vitest';

/** Where real files are, beside the project. */
export const sharedRoot = join(import.meta.dirname, '../../../../../shared/data');

/** The folder of real files of a data set, beside the project where there are any. */
function sharedFolder(name: string): string {
  return join(sharedRoot, name);
}

/** Describes what holds of real files beside the project: skipped, with the reason in its name, where there are none. */
export function describeShared(name: string, test: (folder: string) => void): void {
  const folder = sharedFolder(name);
  const there = existsSync(folder);
  describe.skipIf(!there)(there ? name : `${name} (skipped: no ../shared/data/${name})`, () => {
    test(folder);
  });
}
