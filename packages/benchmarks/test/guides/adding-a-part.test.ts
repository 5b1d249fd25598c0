import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { guideCopy } from '../support/guide-copy.ts';

const guide = guideCopy('own-parts.md', 'core');

describe('the guide to adding a part', () => {
  beforeAll(() => {
    guide.make();
  });

  afterAll(() => {
    guide.remove();
  });

  it('is two new files and one new line, which type check', async () => {
    expect(guide.files.map(({ path }) => path)).toEqual(['src/metrics/max-error.ts', 'test/metrics/max-error.test.ts']);
    expect(guide.edits.map(({ path }) => path)).toEqual(['src/metrics/parts.ts']);
    expect(await guide.run('node_modules/typescript/bin/tsc')).toBe('');
  });

  it('gives a metric whose tests pass', async () => {
    expect(await guide.run('node_modules/vitest/vitest.mjs', 'run')).toMatch(/Tests +3 passed/);
  });
});
