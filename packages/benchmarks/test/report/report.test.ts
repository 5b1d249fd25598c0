import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { textAt } from '@equipoise/core';
import { readParquet } from '@equipoise/datasets';
import { describe, expect, it } from 'vitest';

import { writeComparison, writeStudies } from '../../src/compare.ts';
import { resultsCsv } from '../../src/report/csv.ts';
import { resultsParquet } from '../../src/report/parquet.ts';
import { reportHtml } from '../../src/report/report.ts';
import { sortScript } from '../../src/report/sort-script.ts';
import type { TrialConfig } from '../../src/trials/trial-config.ts';
import type { TrialResult } from '../../src/trials/trial-result.ts';
import { compareResults } from '../../src/study/comparison.ts';
import type { Study } from '../../src/study/study.ts';
import { comparisonText } from '../../src/terminal/comparison-text.ts';
import { madeUpResults, smallStudy } from '../support/made-up.ts';
import { plainScreen } from '../support/plain-screen.ts';

/** Shared training makes digits 10 % better and sizes 10 % worse, the same for every seed. */
function metrics({ seed, tasks }: TrialConfig): TrialResult['test'] {
  const shared = tasks.length > 1;
  const digit = { digit: { accuracy: (0.5 + seed / 100) * (shared ? 1.1 : 1) } };
  const size = { size: { rmse: (1 + seed / 100) * (shared ? 1.1 : 1), mae: 1, r2: 0.5 } };
  if (shared) return { ...digit, ...size };
  return tasks[0] === 'digit' ? digit : size;
}

const made = { command: 'equipoise compare --out "<b>"', date: '2026-01-31', version: '0.1.0' };

/** A study with its answer. */
function compared(study: Partial<Study>) {
  const results = madeUpResults(smallStudy(study), metrics);
  return { results, comparison: compareResults(results) };
}

const [penguins, words] = [compared({ seeds: 3 }), compared({ seeds: 3, dataset: 'words' })];
const one = await reportHtml([penguins], made);
const two = await reportHtml([penguins, words], made);

describe('how a comparison was made', () => {
  it('has no unknown entries', async () => {
    const misspelt = { ...made, comand: 'equipoise compare' };
    const sentence = /there is no option `comand` \(did you mean command\?\)/;
    await expect(reportHtml([penguins], misspelt)).rejects.toThrow(sentence);
    await expect(writeComparison('/nowhere', [penguins], misspelt)).rejects.toThrow(sentence);
    expect(() => writeStudies('/nowhere', [], misspelt)).toThrow(sentence);
  });
});

/** The text of a page as a reader has it. */
function plain(html: string): string {
  return html
    .replaceAll('&nbsp;', ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}

/** The panels of a page: what stands above each, and its SVG element. */
function panels(html: string): readonly { readonly title: string; readonly svg: string }[] {
  return [...html.matchAll(/<div class="panel"><h4>(.*?)<\/h4>(<svg .*?<\/svg>)/gs)].map(
    ([, title = '', svg = '']) => ({
      title,
      svg,
    }),
  );
}

describe('reportHtml', () => {
  it('answers over all data sets first, with intervals', () => {
    const text = plain(two);
    const lead =
      'One model for all tasks, with equal weights, helped 2 of 4 tasks, hurt 2, and made no clear difference to 0.';
    expect(text).toContain(lead);
    expect(text.indexOf(lead)).toBeLessThan(text.indexOf('digit: sharing helped'));
    // Per task: digit +10 %; size the mean of −10 % (rmse) and 0 (mae), −5 %: Δm is +2.5 %.
    expect(text).toMatch(/The mean change over the tasks of 2 data sets \(Δm\) is \+2\.5 % \(95 % interval/);
    expect(two.indexOf('id="overview"')).toBeLessThan(two.indexOf('<section id="penguins"'));
    const [all] = panels(two);
    expect(all?.title).toBe('all data sets');
  });

  it('has a summary for a single data set too', () => {
    expect(panels(one)[0]?.title).toBe('penguins');
    expect(one).not.toContain('all data sets');
  });

  it('answers in words, for each task', () => {
    expect(plain(one)).toContain('digit: sharing helped, +10.0 % with equal');
    expect(plain(one)).toContain('size: sharing hurt, −10.0 % with equal');
  });

  it('draws every panel by itself, no wider than a phone, so that panels can stack', () => {
    // Overview; a forest and a curve a task; weights a strategy; one pair of tasks.
    expect(panels(one).map(({ title }) => title)).toEqual([
      'penguins',
      'digit: accuracy',
      'size: rmse',
      'digit: accuracy',
      'size: rmse',
      'equal',
      'gradnorm',
      'digit · size',
    ]);
    for (const { svg } of panels(one)) {
      const [, width = '0'] = /viewBox="0 0 ([\d.]+) /.exec(svg) ?? [];
      expect(Number(width)).toBeLessThanOrEqual(330);
      const sizes = [...svg.matchAll(/font-size="([\d.]+)px"/g)].map(([, size]) => Number(size));
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(11);
    }
    expect(one).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
  });

  it('describes every panel in words and figures', () => {
    for (const { svg } of panels(one)) expect(svg).toMatch(/^<svg role="img" aria-label="[^"]{30,}"/);
    expect(one).toMatch(
      /aria-label="Change of the accuracy of digit: equal \+10\.0 % \(95 % interval [^"]*; gradnorm \+10\.0 %/,
    );
  });

  it('draws the band of the seeds on curves of several seeds, and none of one', async () => {
    const bands = (html: string): number => html.match(/mark-area/g)?.length ?? 0;
    // A band a curve: of 2 tasks alone and with 2 strategies, of 2 strategies' weights for 2 tasks, of one pair's cosines with 2.
    expect(bands(one)).toBe(2 * (1 + 2) + 2 * 2 + 1 * 2);
    expect(bands(await reportHtml([compared({ seeds: 1 })], made))).toBe(0);
  });

  it('says that one seed cannot be tested', async () => {
    const page = await reportHtml([compared({ seeds: 1 })], made);
    expect(plain(page)).toContain('One seed cannot be tested');
    expect(page.replace(sortScript, '').match(/NaN|Infinity|undefined/g)).toBeNull();
    expect(comparisonText(compared({ seeds: 1 }), plainScreen).replaceAll('\n', ' ')).toContain(
      'One seed cannot be tested',
    );
  });

  it('needs nothing from elsewhere; its one script sorts tables', () => {
    expect(two.match(/<link|<img|url\(|src=| on\w+=/g)).toBeNull();
    expect(two.match(/<script[^]*?<\/script>/g)).toEqual([`<script>${sortScript}</script>`]);
    expect(sortScript).not.toMatch(/fetch|XMLHttp|import|http/);
    expect(two.replaceAll(/xmlns(:\w+)?="[^"]*"/g, '').match(/https?:/g)).toBeNull();
    expect(two.replace(sortScript, '').match(/NaN|undefined/g)).toBeNull();
  });

  it('answers for the strategy that was best on validation, with plain sharing beside it', async () => {
    const better = madeUpResults(smallStudy({ seeds: 3 }), (config) => {
      const found = metrics(config);
      const gain = config.strategy === 'equal' ? 0 : 0.1 + config.seed / 100;
      return config.tasks.length > 1 ? { ...found, digit: { accuracy: (found.digit?.accuracy ?? 0) + gain } } : found;
    });
    const text = plain(await reportHtml([{ results: better, comparison: compareResults(better) }], made));
    expect(text).toContain(
      'One model for all tasks, with gradnorm (best on the validation splits), helped 1 of 2 tasks',
    );
    expect(text).toMatch(/With equal weights it is \+2\.5 % [^.]*/);
    expect(text).toMatch(/gradnorm is clearly better than equal: \+/);
    expect(text).toMatch(/digit: sharing helped, \+3\d\.\d % with gradnorm/);
  });

  it('ranks three strategies and more over the tasks, with what cannot be told apart', async () => {
    const arms = ['equal', 'gradnorm', 'famo'].map((name) => ({ name, strategy: name }));
    const text = plain(await reportHtml([compared({ seeds: 3, arms })], made));
    expect(text).toContain('3 strategies on 2 tasks');
    expect(plain(one)).not.toContain('Which strategies can be told apart?');
  });

  it('says what models cost, and how they were trained and chosen', () => {
    const text = plain(one);
    // Two models of 1000 parameters, two steps of 1.5 ms each.
    expect(text).toContain('single-task 2,000 8.0 3.00 0.0 s none none');
    expect(text).toContain('equal 1,000 4.0 1.50 0.0 s none none');
    expect(text).toContain('80 rows to train on, 20 to choose by, 25 to test on, the same test rows for every seed.');
    expect(text).toContain('Nothing was searched');
  });

  it('says when gradients were approximated, and only then', async () => {
    const training = { ...smallStudy().training, gradientScope: 'representation' as const };
    const approximate = compared({ training });
    expect(approximate.comparison.gradientScope).toBe('representation');
    const page = plain(await reportHtml([approximate], made));
    expect(page).toContain('the shared representation only: an approximation');
    expect(page).toContain('gradients of every two tasks over the shared representation');
    expect(comparisonText(approximate, plainScreen)).toContain('an approximation');
    expect(plain(one)).toContain('gradients of every two tasks over the shared parameters');
    expect(one).not.toContain('an approximation');
    expect(penguins.comparison).not.toHaveProperty('gradientScope');
  });

  it('escapes what it is given', () => {
    expect(one).toContain('--out &quot;&lt;b&gt;&quot;');
    expect(one).toContain('a &lt;fast&gt; one');
  });
});

describe('resultsCsv', () => {
  const lines = resultsCsv(penguins.results).trimEnd().split('\r\n');

  it('has a row for each trial, task and metric', () => {
    // 3 seeds × (1 + 3 metrics alone, and as many for each of two strategies).
    expect(lines).toHaveLength(1 + 3 * 4 * 3);
    expect(lines[0]).toBe('dataset,strategy,seed,task,metric,test,validation,bestEpoch,msPerStep,engine,trial');
    expect(lines[1]).toMatch(/^penguins,single-task,0,digit,accuracy,0\.5,0\.5,1,1\.5,native,[0-9a-f]{12}$/);
  });
});

describe('resultsParquet', () => {
  it('holds the rows and columns of the CSV file, with their types', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'equipoise-parquet-')), 'results.parquet');
    writeFileSync(file, await resultsParquet(penguins.results));
    const { rows, column, columns } = await readParquet(file);
    rmSync(dirname(file), { recursive: true });
    const [head = '', ...lines] = resultsCsv(penguins.results).trimEnd().split('\r\n');
    expect([rows, columns.join(',')]).toEqual([lines.length, head]);
    const read = lines.map((_, row) => columns.map((name) => textAt(column(name), row)).join(','));
    expect(read).toEqual(lines);
  });
});
