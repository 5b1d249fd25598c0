import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { checkedRecommendation } from '../../src/recommend/recommendation-schema.ts';
import { equipoise } from '../support/equipoise.ts';
import { housesCsv } from '../support/houses.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-recommend-command-'));
const table = join(folder, 'houses.csv');
writeFileSync(table, housesCsv());
afterAll(() => rmSync(folder, { recursive: true }));

const asked = ['recommend', '--table', table, '--targets', 'price,sold', '--epochs', '2', '--engine', 'wasm'];

describe('equipoise recommend', () => {
  it('prints one JSON object, says what it does, and its models predict rows', async () => {
    const out = join(folder, 'out');
    const { code, stdout, stderr } = await equipoise(...asked, '--trials', '25', '--jobs', '1', '--out', out, '--json');
    expect(code, stderr).toBe(0);
    const { recommendation, trainings, model } = checkedRecommendation(JSON.parse(stdout));
    expect(recommendation.groups.flat().sort()).toEqual(['price', 'sold']);
    expect(trainings).toBeLessThanOrEqual(25);
    for (const stage of ['Baselines and plain sharing', 'Last comparison', 'Models']) expect(stderr).toContain(stage);
    const file = model[0]?.file ?? '';
    const predicted = await equipoise('predict', '--model', file, '--table', table, '--json');
    expect(JSON.parse(predicted.stdout)).toHaveLength(80);
  });

  it.each([
    [
      'too few trainings',
      ['--trials', '3'],
      /^recommend: option `trials` must be at least \d+ trainings for 2 tasks, received 3\.$/m,
    ],
    [
      'what is no time',
      ['--budget', '3x'],
      /^recommend: option `budget` must be a time such as 90s, 10m or 2h, received "3x"\.$/m,
    ],
    ['an unknown strategy', ['--strategies', 'gradnrm'], /gradnorm/],
    ['an unknown preference', ['--prefer', 'speed'], /simple, cost/],
  ])('refuses %s in one sentence', async (_name, options, sentence) => {
    const { code, stdout, stderr } = await equipoise(...asked, ...options, '--out', join(folder, 'none'));
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(sentence);
  });
});
