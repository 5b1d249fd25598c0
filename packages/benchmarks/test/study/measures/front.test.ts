import { rmSync } from 'node:fs';

import { encoderFromConfig, fit, optimizerFromConfig } from '@equipoise/core';
import { uncertainty } from '@equipoise/weighting';
import { afterAll, describe, expect, it } from 'vitest';

import { holdOut } from '../../../src/final/held-out.ts';
import { monitoredOf } from '../../../src/study/filled-slot.ts';
import { meanWeights, searchedFixed } from '../../../src/study/fixed-weights.ts';
import { frontResult } from '../../../src/study/measures/front.ts';
import { withMeasureArms } from '../../../src/study/measures/measure-arms.ts';
import { comparisonText } from '../../../src/terminal/comparison-text.ts';
import { reportHtml } from '../../../src/report/report.ts';
import { readKept } from '../../../src/study/read-kept.ts';
import { slotsOf } from '../../../src/study/slots.ts';
import { studyResults } from '../../../src/study/study-results.ts';
import { loadDataset } from '../../../src/trials/load-dataset.ts';
import { madeUpResult, smallStudy } from '../../support/made-up.ts';
import { plainScreen } from '../../support/plain-screen.ts';
import { realStudy } from '../../support/real-study.ts';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

const arms = [
  { name: 'equal', strategy: 'equal' },
  { name: 'uncertainty', strategy: 'uncertainty' },
];

describe('a study with a front of fixed weights', async () => {
  const { report, folder, made } = await realStudy('penguins', {
    arms,
    measures: { front: { points: 5 }, distill: ['uncertainty'] },
  });
  folders.push(folder);
  const { results, comparison } = report;
  const points = slotsOf(results.study).filter(({ of }) => of.kind === 'fixed');

  it('trains every point once for each seed, equal weights as the arm that has them', () => {
    const strategies = new Set(points.map(({ config }) => config.strategy));
    expect([points.length, strategies.size]).toEqual([10, 5]);
    expect(made.filter(({ strategy, tasks }) => strategy === 'equal' && tasks.length > 1)).toHaveLength(2);
    expect(made.filter(({ strategy }) => strategy.startsWith('fixed'))).toHaveLength(2 * 4 + 2);
  });

  it('takes the point that is best on validation for the searched weights, seed by seed', () => {
    const [arm] = results.study.arms.filter(({ name }) => name === searchedFixed);
    const searched = arm ? results.of(arm) : [];
    expect(searched).toHaveLength(2);
    for (const { config, id } of searched) {
      const rivals = points.filter(({ seed }) => seed === config.seed).flatMap(({ of }) => results.trialsOf(of));
      const same = rivals.filter((trial) => trial.config.seed === config.seed);
      const [best] = [...same].sort((a, b) => monitoredOf(a) - monitoredOf(b));
      expect([same.length, id]).toEqual([5, best?.id]);
    }
    expect(comparison.strategies[searchedFixed]?.cost.searchTrials).toBe(10);
  });

  it('distils the mean weights of the run, as the history of the same run has them', async () => {
    const [arm] = results.study.arms.filter(({ name }) => name === 'uncertainty');
    const [trial] = arm ? results.of(arm) : [];
    if (!trial) throw new Error('There is no trial.');
    const { config } = trial;
    const dataset = holdOut(await loadDataset(config)).development;
    const { history, model } = await fit({
      dataset,
      balancer: uncertainty(),
      encoder: encoderFromConfig(config.encoder),
      optimizer: optimizerFromConfig(config.optimizer),
      ...{ epochs: config.epochs, batchSize: config.batchSize, learningRate: config.learningRate },
      ...{ seed: config.seed, engine: config.engine, threads: 1 },
    });
    await model.dispose();
    const mean = dataset.tasks.map(
      (_, task) => history.steps.reduce((sum, { weights }) => sum + (weights[task] ?? 0), 0) / history.steps.length,
    );
    const [distilled] = results.study.arms.filter(({ name }) => name === 'distilled uncertainty');
    const [first] = distilled ? results.of(distilled) : [];
    const written = JSON.parse(/weights=(.*)\)/.exec(first?.config.strategy ?? '')?.[1] ?? '[]') as number[];
    expect(written).toEqual(meanWeights(trial));
    written.forEach((weight, task) => expect(weight).toBeCloseTo(mean[task] ?? 0, 4));
    expect(new Set(written).size).toBeGreaterThan(1);
  });

  it('is printed, and drawn in the report with every arm beside it', async () => {
    const text = comparisonText(report, plainScreen);
    expect(text).toMatch(
      /Front of fixed weights\n5 fixed weights, all trained alike; [1-5] of them (?:is|are) on the front\./,
    );
    const html = await reportHtml([report], { command: 'equipoise study', date: '2026-01-31', version: '1' });
    const chart = html.slice(html.indexOf('<h3>Front of fixed weights</h3>'));
    expect(chart.match(/aria-label="Change of \w+/g)?.length).toBeGreaterThanOrEqual(6);
    expect(chart).toMatch(/distilled uncertainty [+−]?\d+\.\d % and/);
  });

  it('is told again from the kept trials, without training', async () => {
    const { compared } = await readKept(folder, () => undefined);
    expect(compared[0]?.comparison).toEqual(comparison);
  });
});

describe('a tuned study with a front that is trained as equal weights are', () => {
  it('gives the points all that was found for equal, and one trial each', async () => {
    const { report, folder, made } = await realStudy('penguins', {
      measures: { front: { points: 3, training: 'equal', sampler: 'random' } },
      tuning: { ...random, trials: 3, training: { learningRate: [0.001, 0.1] } },
    });
    folders.push(folder);
    const { results } = report;
    const [equal] = results.study.arms;
    const points = slotsOf(results.study).filter(({ of, seed }) => of.kind === 'fixed' && seed === 0);
    for (const [seed, found] of (equal ? results.of(equal) : []).entries()) {
      for (const { of } of points) {
        const { strategy, ...rest } = results.trialsOf(of)[seed]?.config ?? {};
        expect({ ...rest, strategy: 'equal' }).toEqual(found.config);
        expect(strategy === 'equal').toBe(of.kind === 'fixed' && of.weights.every((weight) => weight === 1));
      }
    }
    expect(made.filter(({ strategy }) => strategy.startsWith('fixed'))).toHaveLength(2 * 2);
    expect(made.filter(({ final }) => !final)).toHaveLength(2 * 3 * 5);
  });
});

const random = { search: { kind: 'search', name: 'random', options: {} } };

describe('frontResult', () => {
  it('places arms by hand-made numbers: distance, dominance and volume', () => {
    const study = smallStudy({
      seeds: 1,
      arms: withMeasureArms(arms, { front: { points: 3 } }),
      measures: { front: { points: 3 } },
    });
    // In percent against 50 and 2: equal (0, 0), the two others (+10, −10) and (−10, +10); uncertainty (−10, −10).
    const rises = new Map([
      ['equal', [0, 0]],
      ['uncertainty', [-10, -10]],
    ]);
    const others = slotsOf(study).flatMap(({ of, config }) => (of.kind === 'fixed' ? [config.strategy] : []));
    others.slice(1).forEach((strategy, index) => rises.set(strategy, index === 0 ? [10, -10] : [-10, 10]));
    const filled = slotsOf(study).map((slot) => {
      const [digit = 0, size = 0] = slot.config.tasks.length === 1 ? [0, 0] : (rises.get(slot.config.strategy) ?? []);
      const metrics = {
        digit: { accuracy: 0.5 * (1 + digit / 100) },
        size: { rmse: 2 * (1 - size / 100), mae: 1, r2: 0 },
      };
      return { slot, result: madeUpResult(slot.config, () => metrics), trials: 0, seconds: 0 };
    });
    const front = frontResult(studyResults(study, filled), { points: 3 });
    expect(front.points.map(({ onFront }) => onFront)).toEqual([true, true, true]);
    expect(front.reference.digit).toBeCloseTo(-12, 9);
    // Three rectangles above (−12, −12): 2 × 22 + 10 × 12 + 10 × 2.
    expect(front.hypervolume).toBeCloseTo(44 + 120 + 20, 6);
    const far = front.arms.uncertainty;
    expect(far).toMatchObject({ dominated: true });
    expect(far?.distance).toBeCloseTo(Math.hypot(10, 10), 6);
    expect(far?.hypervolumeGain).toBeCloseTo(0, 9);
  });
});
