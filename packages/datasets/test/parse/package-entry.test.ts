import { DataError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { packageEntry } from '../../src/parse/package-entry.ts';

describe('packageEntry', () => {
  it('finds the entry of a package', () => {
    expect(packageEntry('test', 'brill', '3.1.0')).toMatch(/brill[\\/]index\.js$/);
  });

  it('names a package that is not installed', () => {
    expect(() => packageEntry('test', '@equipoise/never-published', '1.2.3')).toThrow(
      new DataError(
        'test: needs the npm package @equipoise/never-published, which is not installed: npm install @equipoise/never-published@1.2.3.',
      ),
    );
  });
});
