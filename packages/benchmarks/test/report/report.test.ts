import { describe, expect, it } from 'vitest';

import { resultsCsv } from '../../src/report/csv.ts';
import { reportHtml } from '../../src/report/report.ts';
import type { RunConfig } from '../../src/runs/run-config.ts';
import type { RunResult } from '../../src/runs/run-result.ts';
import { compareResults } from '../../src/study/comparison.ts';
import { comparisonText } from '../../src/terminal/comparison-text.ts';
import { madeUpResults, smallStudy } from '../support/made-up.ts';

/** Shared training makes digits 10 % better and sizes 10 % worse, the same for every seed. */
function metrics({ seed, tasks }: RunConfig): RunResult['test'] {
  const shared = tasks.length > 1;
  const digit = { digit: { accuracy: (0.5 + seed / 100) * (shared ? 1.1 : 1) } };
  const size = { size: { rmse: (1 + seed / 100) * (shared ? 1.1 : 1), mae: 1, r2: 0.5 } };
  if (shared) return { ...digit, ...size };
  return tasks[0] === 'digit' ? digit : size;
}

const results = madeUpResults(smallStudy({ seeds: 3 }), metrics);

describe('reportHtml', async () => {
  const made = { command: 'equipoise compare --out "<b>"', date: '2026-01-31', version: '0.1.0' };
  const html = await reportHtml([{ results, comparison: compareResults(results) }], made);

  it('answers in words, for each task', () => {
    expect(html).toContain('digit: sharing helped, +10.0 % with equal');
    expect(html).toContain('size: sharing hurt, −10.0 % with equal');
  });

  it('draws four charts and needs nothing from elsewhere', () => {
    expect(html.match(/<svg /g)).toHaveLength(4);
    expect(html.match(/<script|<link|<img|url\(|src=/g)).toBeNull();
    expect(html.replaceAll(/xmlns(:\w+)?="[^"]*"/g, '').match(/https?:/g)).toBeNull();
    expect(html.match(/NaN|undefined/g)).toBeNull();
  });

  it('says when gradients were approximated, and only then', async () => {
    const setting = { ...smallStudy().setting, gradientScope: 'representation' as const };
    const approximate = madeUpResults(smallStudy({ setting }), metrics);
    const comparison = compareResults(approximate);
    expect(comparison.gradientScope).toBe('representation');
    const page = await reportHtml([{ results: approximate, comparison }], made);
    expect(page.includes('the shared representation only: an approximation')).toBe(true);
    expect(page.includes('gradients of every two tasks over the shared representation')).toBe(true);
    expect(comparisonText({ results: approximate, comparison }, 100)).toContain('an approximation');
    expect(html).toContain('gradients of every two tasks over the shared parameters');
    expect(html).not.toContain('an approximation');
    expect(compareResults(results)).not.toHaveProperty('gradientScope');
  });

  it('escapes what it is given', () => {
    expect(html).toContain('--out &quot;&lt;b&gt;&quot;');
    expect(html).toContain('a &lt;fast&gt; one');
  });
});

describe('resultsCsv', () => {
  const lines = resultsCsv(results).trimEnd().split('\r\n');

  it('has a row for each run, task and metric', () => {
    // 3 seeds × (1 + 3 metrics alone, and as many for each of two strategies).
    expect(lines).toHaveLength(1 + 3 * 4 * 3);
    expect(lines[0]).toBe('dataset,strategy,seed,task,metric,test,validation,bestEpoch,msPerStep,engine,run');
    expect(lines[1]).toMatch(/^penguins,single-task,0,digit,accuracy,0\.5,0\.5,1,1\.5,native,[0-9a-f]{12}$/);
  });
});
