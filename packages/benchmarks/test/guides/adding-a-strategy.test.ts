import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { guideCopy } from '../support/guide-copy.ts';

const guide = guideCopy('add-a-strategy.md', 'weighting', ['test/strategies/registry.test.ts']);

describe('the guide to adding a strategy', () => {
  beforeAll(() => {
    guide.make();
  });

  afterAll(() => {
    guide.remove();
  });

  it('is two new files and two one-line edits, which type check', async () => {
    expect(guide.files.map(({ path }) => path)).toEqual([
      'src/strategies/even-norms.ts',
      'test/strategies/even-norms.test.ts',
    ]);
    expect(guide.edits.map(({ path }) => path)).toEqual(['src/all-strategies.ts', 'src/index.ts']);
    expect(await guide.run('node_modules/typescript/bin/tsc')).toBe('');
  });

  it('gives a strategy that keeps all promises and is in the registry', async () => {
    expect(await guide.run('node_modules/vitest/vitest.mjs', 'run')).toMatch(/Test Files +2 passed/);
  });
});
