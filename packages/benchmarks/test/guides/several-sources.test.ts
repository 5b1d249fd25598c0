import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { projectRoot, runExample } from '../support/run-example.ts';

const shared = join(projectRoot, '../shared/data');
const names = ['ewt-pos-ner', 'goemotions'];
const isThere = names.every((name) => existsSync(join(shared, name)));

describe('the guide to several sources', () => {
  it('trains with a sampler of its own, which gives the small source more than its share', async () => {
    const printed = await runExample('several-sources/own-sampler', {
      edit: (code) => code.replace('epochs: 30', 'epochs: 12'),
    });
    const [, steps, walls] = /steps (\d+) of walls (\d+)/.exec(printed) ?? [];
    expect(Number(steps)).toBe(12 * 18); // Three fifths of 480 examples are 288: 18 batches.
    expect(Number(walls) / Number(steps)).toBeGreaterThan(0.25); // A sixth of the examples.
    const bricks = Number(/bricks: ([\d.]+) \}/.exec(printed)?.[1]);
    expect(Math.abs(bricks - 75)).toBeLessThan(5); // 40 + 7 · 5.
  });

  it.skipIf(!isThere)(`learns from words and posts${isThere ? '' : ' (skipped without ../shared/data)'}`, async () => {
    const printed = await runExample('several-sources/words-and-posts', {
      edit: (code) =>
        code
          .replace('download: true', `size: 800, folder: '${shared}/' + name`)
          .replace('(rows?.[split] ?? [])', '(rows?.[split] ?? []).slice(0, 800)')
          .replace('filters: [96, 96]', 'filters: [32]')
          .replace('epochs: 4', 'epochs: 3'),
    });
    const { upos, sentiment } = JSON.parse(printed) as Record<string, Record<string, number>>;
    expect(upos?.accuracy).toBeGreaterThan(0.5); // Always saying NOUN: 0.17.
    expect(sentiment?.auc).toBeGreaterThan(0.55);
  });
});
