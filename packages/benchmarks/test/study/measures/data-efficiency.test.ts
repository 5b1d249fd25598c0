import { rmSync } from 'node:fs';

import { withFewLabels } from '@equipoise/datasets';
import { afterAll, describe, expect, it } from 'vitest';

import { reportHtml } from '../../../src/report/report.ts';
import { withUsualShares } from '../../../src/study/measures/usual-shares.ts';
import { readKept } from '../../../src/study/read-kept.ts';
import { testMetric } from '../../../src/study/study-results.ts';
import { comparisonText } from '../../../src/terminal/comparison-text.ts';
import { loadDataset } from '../../../src/trials/load-dataset.ts';
import { plainScreen } from '../../support/plain-screen.ts';
import { realStudy } from '../../support/real-study.ts';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

const size = 400;
/** Two tasks that are nearly one function. */
const related = 'task-groups(groups=1,tasks=2)';

describe('a study of a task with few labels beside a related one', async () => {
  const { report, folder, made } = await realStudy(related, {
    seeds: 3,
    training: { size, epochs: 20, batchSize: 32, learningRate: 0.01 },
    measures: { dataEfficiency: { task: 'a1' } },
  });
  folders.push(folder);
  const { results, comparison } = report;
  const { points = [] } = comparison.measured?.dataEfficiency ?? {};

  it('takes the usual shares that leave ten labels', () => {
    expect(points.map(({ share }) => share)).toEqual([0.03, 0.1, 0.3, 1]);
  });

  it('finds that the rich task helps most where labels are few', () => {
    const gains = points.map(({ gain }) => gain.change ?? Number.NaN);
    for (const gain of gains.slice(0, 3)) expect(gain).toBeGreaterThan(2 + Math.abs(gains[3] ?? Number.NaN));
    const errors = points.map(({ alone }) => alone.mean ?? Number.NaN);
    expect([...errors].sort((a, b) => b - a)).toEqual(errors);
  });

  it('has all labels as the arm and the baseline have them, which are not trained again', () => {
    const where = { task: 'a1', metric: 'rmse' };
    const whole = results.trialsOf({ kind: 'labels', task: 'a1', share: 1, together: false });
    expect(testMetric(whole, where)).toEqual(testMetric(results.baseline('a1'), where));
    expect(made).toHaveLength(3 * (1 + 2 + 2 * 3));
  });

  it('is printed, drawn, and told again from the kept trials', async () => {
    expect(comparisonText(report, plainScreen)).toMatch(/Data efficiency of a1\n[\s\S]*\n3 %\s+\d/);
    const html = await reportHtml([report], { command: 'equipoise study', date: '2026-01-31', version: '1' });
    expect(html).toMatch(/aria-label="What all tasks do for a1: at 3 % of the labels \+\d/);
    const { compared } = await readKept(folder, () => undefined);
    expect(compared[0]?.comparison).toEqual(comparison);
  });
});

describe('withUsualShares', async () => {
  const dataset = await loadDataset({ dataset: related, seed: 0, size });

  it('counts the labels that there are', () => {
    const few = withFewLabels(dataset, { task: 'a1', share: 0.25 });
    const filled = withUsualShares(few, { dataEfficiency: { task: 'a1' } });
    expect(filled?.dataEfficiency?.shares).toEqual([0.1, 0.3, 1]);
  });

  it.each([
    [{ task: 'a3' }, 'option `dataEfficiency.task` must be one of a1, a2 (did you mean a1?), received "a3".'],
    [
      { task: 'a1', shares: [0.001] },
      'option `dataEfficiency.shares` must be shares of the 400 labels that leave at least 10, received 0.001.',
    ],
  ])('refuses a wrong plan in one sentence', (dataEfficiency, sentence) => {
    expect(() => withUsualShares(dataset, { dataEfficiency })).toThrow(sentence);
  });
});
