import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { projectRoot, runExample } from '../support/run-example.ts';

describe('the example of the guide to recommendations', () => {
  it('recommends groups of the three targets, and its models predict a row', async () => {
    const lines = (await runExample('recommend')).trim().split('\n');
    expect(lines.slice(0, 3)).toEqual(['baselines and plain sharing', 'last comparison', 'models']);
    const text = lines.slice(3).join(' ').replaceAll(/\s+/g, ' ');
    expect(text).toMatch(/^weather: train (a model for each task, 3 in all|\d models|.* in one model)/);
    expect(text).toMatch(/95 % interval [+−]?\d+\.\d % to [+−]?\d+\.\d %/);
    for (const task of ['weather: {', 'temp_min: ', 'wind: ']) expect(text).toContain(task);
  });
});

interface Scored {
  readonly scores: { readonly right: number; readonly unclear: number; readonly wrong: number };
}

describe('the recommendations where the truth is known', () => {
  const { worlds, sets } = JSON.parse(readFileSync(join(projectRoot, 'results/recommender-truth.json'), 'utf8')) as {
    readonly worlds: number;
    readonly sets: readonly { readonly set: string; readonly looked: Scored; readonly kept: Scored }[];
  };

  it.each(sets)('of $set are right in at least nine of ten, and never wrong', ({ looked, kept }) => {
    for (const { scores } of [looked, kept]) {
      expect(scores.right + scores.unclear + scores.wrong).toBe(worlds);
      expect(scores.right).toBeGreaterThanOrEqual(0.9 * worlds);
      expect(scores.wrong).toBe(0);
    }
  });
});
