import { DataError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { packageEntry } from '../../src/parse/package-entry.ts';

describe('packageEntry', () => {
  it('finds the entry of a package', () => {
    expect(packageEntry('test', 'brill')).toMatch(/brill[\\/]index\.js$/);
  });

  it('names a package that is not installed', () => {
    expect(() => packageEntry('test', '@equipoise/never-published')).toThrow(
      new DataError(
        'test: the npm package @equipoise/never-published must be installed, it was not found: npm install @equipoise/never-published.',
      ),
    );
  });
});
