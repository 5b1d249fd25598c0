import { rmSync } from 'node:fs';

import { afterAll, describe, expect, it } from 'vitest';

import { reportHtml } from '../../../src/report/report.ts';
import { affinityResult } from '../../../src/study/measures/affinity.ts';
import { transferSlots } from '../../../src/study/measures/transfer-slots.ts';
import { transferMatrix } from '../../../src/study/measures/transfer.ts';
import { readKept } from '../../../src/study/read-kept.ts';
import { testMetric } from '../../../src/study/study-results.ts';
import { spearmanCorrelation } from '../../../src/statistics/spearman.ts';
import { comparisonText } from '../../../src/terminal/comparison-text.ts';
import { plainScreen } from '../../support/plain-screen.ts';
import { realStudy } from '../../support/real-study.ts';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** Two groups of two tasks: a1 and a2 are nearly one function, b1 and b2 another. */
describe('a study of two hidden groups that measures transfer and affinity', async () => {
  const { report, folder, made } = await realStudy('task-groups(tasks=2)', {
    seeds: 3,
    training: { size: 400, epochs: 15, batchSize: 32, learningRate: 0.01 },
    measures: { transfer: ['pairwise', 'leave-one-out'], affinity: 10 },
  });
  folders.push(folder);
  const { results, comparison } = report;
  const { transfer, affinity } = comparison.measured ?? {};
  const names = results.study.tasks.map(({ name }) => name);
  const pairs = names.flatMap((from) => names.filter((to) => to !== from).map((to) => [from, to] as const));
  const within = pairs.filter(([from, to]) => to.startsWith(from.charAt(0)));
  const between = pairs.filter(([from, to]) => !to.startsWith(from.charAt(0)));

  it('trains each pair, all tasks but each, and all tasks once, as the arm that has them', () => {
    const groups = made.map(({ tasks }) => tasks.join('+')).filter((name) => name.includes('+'));
    expect(groups.filter((name) => name === 'a1+a2+b1+b2')).toHaveLength(3);
    expect(new Set(groups).size).toBe(6 + 4 + 1);
    expect(groups).toHaveLength(3 * (6 + 4 + 1));
  });

  it('gives for a cell the change that its two models have, each task at its own epoch', () => {
    const where = { task: 'a2', metric: 'rmse' };
    const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    const alone = mean(testMetric(results.baseline('a2'), where, 'own-epoch'));
    const both = mean(testMetric(results.trialsOf({ kind: 'group', tasks: ['a1', 'a2'] }), where, 'own-epoch'));
    expect(transfer?.pairwise?.a1?.a2?.change).toBeCloseTo((100 * (alone - both)) / alone, 9);
    expect(transferMatrix(results, 'leave-one-out').cells.flat().filter(Boolean)).toHaveLength(12);
  });

  it('finds that tasks of one group help each other, in steps and in the end', () => {
    const sum = (of: readonly (readonly [string, string])[], read: (from: string, to: string) => number): number =>
      of.reduce((total, [from, to]) => total + read(from, to), 0) / of.length;
    const near = (from: string, to: string): number => affinity?.matrix[from]?.[to] ?? NaN;
    for (const [from, to] of within) expect(near(from, to)).toBeGreaterThan(0);
    expect(sum(within, near)).toBeGreaterThan(5 * Math.abs(sum(between, near)));
    const left = (from: string, to: string): number => transfer?.leaveOneOut?.[from]?.[to]?.change ?? NaN;
    expect(sum(within, left)).toBeGreaterThan(sum(between, left));
  });

  it('proposes the hidden groups, and says how well affinity orders the transfer', () => {
    const proposed = affinity?.groupings.find(({ by, most }) => by === 'affinity' && most === 2);
    expect(proposed?.groups.map((group) => [...group].sort()).sort()).toEqual([
      ['a1', 'a2'],
      ['b1', 'b2'],
    ]);
    const { rho } = spearmanCorrelation(
      pairs.map(([from, to]) => affinity?.matrix[from]?.[to] ?? NaN),
      pairs.map(([from, to]) => transfer?.leaveOneOut?.[from]?.[to]?.change ?? NaN),
    );
    expect(affinity?.agreement['leave-one-out']?.rho).toBeCloseTo(rho, 9);
    expect(rho).toBeGreaterThan(0);
  });

  it('is printed, drawn, and told again from the kept trials', async () => {
    const text = comparisonText(report, plainScreen);
    expect(text).toMatch(/Pairwise transfer\n[\s\S]*Leave-one-out transfer\n[\s\S]*Task affinity \(TAG\)/);
    const html = await reportHtml([report], { command: 'equipoise study', date: '2026-01-31', version: '1' });
    expect(html).toMatch(/aria-label="Pairwise transfer: a1 to a2 [+−]?\d/);
    expect(html).toMatch(/aria-label="Affinity: a1 to a2 \+\d/);
    const { compared } = await readKept(folder, () => undefined);
    expect(compared[0]?.comparison).toEqual(comparison);
  });

  it('has no grouping where an affinity was never measured', () => {
    const { study } = results;
    const blind = { ...results, of: () => [], study: { ...study, measures: { affinity: 10 } } };
    expect(affinityResult(blind, 10).groupings).toEqual([]);
  });
});

describe('transferSlots', () => {
  it('asks for each group once: two tasks are a pair and all of them', () => {
    expect(transferSlots(['pairwise', 'leave-one-out'], ['a', 'b']).map(({ tasks }) => tasks)).toEqual([['a', 'b']]);
    expect(transferSlots(['pairwise', 'leave-one-out'], ['a', 'b', 'c'])).toHaveLength(3 + 1);
  });
});
