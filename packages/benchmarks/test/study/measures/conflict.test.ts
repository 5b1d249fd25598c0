import { rmSync } from 'node:fs';

import { afterAll, describe, expect, it } from 'vitest';

import { reportHtml } from '../../../src/report/report.ts';
import { conflictResult } from '../../../src/study/measures/conflict.ts';
import { slotsOf } from '../../../src/study/slots.ts';
import { studyResults } from '../../../src/study/study-results.ts';
import { comparisonText } from '../../../src/terminal/comparison-text.ts';
import { madeUpResult, smallStudy } from '../../support/made-up.ts';
import { plainScreen } from '../../support/plain-screen.ts';
import { realStudy } from '../../support/real-study.ts';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

describe('a study that looks at conflict', async () => {
  const { report, folder, made } = await realStudy('task-groups(tasks=2)', {
    seeds: 3,
    arms: [
      { name: 'equal', strategy: 'equal' },
      { name: 'only a1', strategy: 'fixed(weights=[1,0,0,0])' },
    ],
    // All heads learn, so that each task has a gradient that means something.
    training: { size: 400, epochs: 15, batchSize: 32, learningRate: 0.01, headPolicy: 'unweighted' },
    measures: { conflict: 5 },
  });
  folders.push(folder);
  const { layers = {}, updates = {} } = report.comparison.measured?.conflict ?? {};

  it('finds agreement of related tasks and none of unrelated ones, in every layer', () => {
    expect(Object.keys(layers)).toEqual(['encoder/dense-0']);
    for (const pair of layers['encoder/dense-0'] ?? []) {
      const related = pair.tasks[1].startsWith(pair.tasks[0].charAt(0));
      if (related) expect(pair.cosine).toBeGreaterThan(0.1);
      else expect(Math.abs(pair.cosine ?? NaN)).toBeLessThan(0.1);
    }
  });

  it('sees that updates for one task serve it and its kin, and no other', () => {
    const { a1, a2, b1, b2 } = updates['only a1']?.tasks ?? {};
    expect(a1?.verdict).toBe('agreement');
    expect(a1?.cosine).toBeGreaterThan(a2?.cosine ?? NaN);
    for (const other of [b1, b2]) expect(Math.abs(other?.cosine ?? NaN)).toBeLessThan(0.5 * Number(a2?.cosine));
    expect(updates.equal?.least).toBeGreaterThan(updates['only a1']?.least ?? NaN);
    expect(updates['only a1']?.anyShare).toBeGreaterThan(updates.equal?.anyShare ?? NaN);
  });

  it('looks in final trials of arms only', () => {
    for (const { looks, tasks } of made) {
      if (tasks.length === 1) expect(looks).toBeUndefined();
      else expect(looks).toEqual({ layers: 5, update: 5 });
    }
    expect(report.results.all.filter(({ looks }) => looks)).toHaveLength(6);
  });

  it('is printed and drawn over training', async () => {
    expect(comparisonText(report, plainScreen)).toMatch(
      /Conflict in every layer\n[\s\S]*Conflict with the applied updates/,
    );
    const html = await reportHtml([report], { command: 'equipoise study', date: '2026-01-31', version: '1' });
    expect(html).toMatch(/aria-label="Mean cosine between the gradients of the tasks in each layer/);
    expect(html).toMatch(/aria-label="Cosine between each task’s gradient and the update with only a1 over the steps/);
  });
});

describe('conflictResult', () => {
  it('judges means over seeds, with Holm’s adjustment over all layers and pairs', () => {
    const study = smallStudy({ seeds: 3, measures: { conflict: 5 } });
    const cosines = { 'encoder/dense-0': [-0.3, -0.32, -0.31], 'encoder/dense-1': [0.1, -0.1, 0.02] };
    const filled = slotsOf(study).map((slot) => {
      const layers = Object.entries(cosines).map(([path, values]) => ({
        path,
        pairs: [{ meanCosine: values[slot.seed] ?? NaN, conflicting: 0.5 }],
      }));
      const result = madeUpResult(slot.config, () => ({ digit: { accuracy: 1 }, size: { rmse: 1, mae: 1, r2: 0 } }));
      return {
        slot,
        result: { ...result, looks: { layers, update: [], affinity: [], points: [] } },
        trials: 0,
        seconds: 0,
      };
    });
    const { layers, updates } = conflictResult(studyResults(study, filled), 5);
    const [first, second] = [layers['encoder/dense-0']?.[0], layers['encoder/dense-1']?.[0]];
    expect([first?.verdict, second?.verdict, updates]).toEqual(['conflict', 'unrelated', {}]);
    // Student's t with 2 degrees of freedom at −0.31 / (0.01 / √3): p = 1 − |t| / √(2 + t²), times 2 of Holm's first step.
    const t = 0.31 / (0.01 / Math.sqrt(3));
    expect(first?.adjustedP).toBeCloseTo(2 * (1 - t / Math.sqrt(2 + t * t)), 8);
    expect(first?.band).toBeCloseTo((4.302652729749464 * 0.01) / Math.sqrt(3), 8);
  });
});
