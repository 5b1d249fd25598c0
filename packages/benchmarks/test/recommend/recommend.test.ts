import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DataError, loadModel, readDocument } from '@equipoise/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { recommend, type RecommendOptions } from '../../src/recommend/recommend.ts';
import { type Recommendation, recommendationDocument } from '../../src/recommend/recommendation-schema.ts';
import { loadWorld, worldName } from '../../src/selftest/known-truth.ts';
import { readKept } from '../../src/study/read-kept.ts';
import { smallParts } from '../support/made-up.ts';

const world = worldName('two-groups-few-labels', 0);
const training = { ...smallParts({ hidden: [8] }), epochs: 3, batchSize: 32, learningRate: 0.01 };

/** The parts of a recommendation that no clock is in. */
function withoutTimes(found: Recommendation): object {
  return { ...found, cost: undefined };
}

describe('recommend', () => {
  let folder: string;
  const options = (out: string): RecommendOptions => ({
    out: join(folder, out),
    budget: { trials: 50 },
    training,
    engine: 'wasm',
    split: (seed) => loadWorld({ dataset: world, seed }),
  });
  let dataset: Awaited<ReturnType<typeof loadWorld>>;
  let whole: Recommendation;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'equipoise-recommend-'));
    dataset = await loadWorld({ dataset: world, seed: 0 });
    whole = await recommend(dataset, options('whole'));
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('recommends groups of all tasks, stays within its trainings, and leaves a study and models', async () => {
    const { recommendation, delta, model, alternatives, trainings } = whole;
    expect(recommendation.groups.flat().sort()).toEqual(['a1', 'a2', 'b1', 'b2']);
    expect(Object.keys(delta).sort()).toEqual(['a1', 'a2', 'b1', 'b2']);
    expect(alternatives.some(({ groups }) => groups.length > 1 && groups.length < 4)).toBe(true);
    expect(trainings).toBeLessThanOrEqual(50);
    expect(model.map(({ tasks }) => tasks)).toEqual(recommendation.groups);
    const kept = await readKept(join(folder, 'whole'), () => undefined);
    expect(kept.compared.map(({ comparison }) => comparison.seeds)).toEqual([whole.seeds]);
    expect(readDocument(join(folder, 'whole', 'recommendation.json'), recommendationDocument)).toEqual(whole);
  });

  it('saves the very models that the last comparison tested', async () => {
    const [first] = whole.model;
    const model = loadModel(first?.file ?? '');
    const { test } = (await loadWorld({ dataset: world, seed: 0 })).splits;
    if (!test) throw new Error('The world has test rows.');
    const { metrics } = await model.evaluate(test);
    await model.dispose();
    for (const task of first?.tasks ?? []) {
      expect(metrics[task]?.rmse).toBeCloseTo(first?.test[task]?.rmse ?? Number.NaN, 5);
    }
  });

  it('comes to the same after it was stopped, as if it had not been', async () => {
    let left = 17;
    const stopping = options('stopped');
    const onEvent: RecommendOptions['onEvent'] = ({ kind }) => {
      if (kind === 'done' && (left -= 1) === 0) throw new Error('stopped');
    };
    await expect(recommend(dataset, { ...stopping, onEvent })).rejects.toThrow();
    const resumed = await recommend(dataset, stopping);
    const text = (found: Recommendation): string =>
      JSON.stringify(withoutTimes(found)).replaceAll(join(folder, 'stopped'), join(folder, 'whole'));
    expect(text(resumed)).toBe(text(whole));
  });

  it('refuses a folder that holds another recommendation, one task, and an unknown option', async () => {
    await expect(recommend(dataset, { ...options('whole'), prefer: 'cost' })).rejects.toThrow(DataError);
    const [task] = dataset.tasks;
    const one = { ...dataset, tasks: task ? [task] : [] };
    await expect(recommend(one, options('one'))).rejects.toThrow(/two tasks or more/);
    await expect(recommend(dataset, { ...options('odd'), trails: 3 } as RecommendOptions)).rejects.toThrow(/trails/);
    await expect(recommend(dataset, { ...options('small'), budget: { trials: 3 } })).rejects.toThrow(
      /at least \d+ trainings/,
    );
    expect(readFileSync(join(folder, 'whole', 'recommendation-plan.json'), 'utf8')).toContain('"trials": 50');
  });
});
