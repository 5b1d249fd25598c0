import { DataError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { packageEntry } from '../../src/parse/package-entry.ts';

describe('packageEntry', () => {
  it('finds packages that export no more than their entry', () => {
    expect(packageEntry('test', 'vega-datasets')).toMatch(/vega-datasets[\\/]build[\\/]index\.js$/);
  });

  it('finds a file beside the entry', () => {
    expect(packageEntry('test', 'vega-datasets', '../data/penguins.json')).toMatch(
      /vega-datasets[\\/]data[\\/]penguins\.json$/,
    );
  });

  it('names a package that is not installed', () => {
    expect(() => packageEntry('test', '@equipoise/never-published')).toThrow(
      new DataError('test: the npm package @equipoise/never-published must be installed, it was not found.'),
    );
  });
});
