import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { reportHtml } from '../../src/report/report.ts';
import { compareResults } from '../../src/study/comparison.ts';
import { madeUpResults, smallStudy } from '../support/made-up.ts';
import { show } from './show.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-report-browser-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A report of two data sets with long names, floors and ranks. */
const compared = ['penguins', 'a-table-with-quite-a-long-name.csv'].map((dataset) => {
  const strategies = ['equal', 'famo', 'log+cagrad(c=0.4)+smoothing=0.9'];
  const arms = strategies.map((strategy) => ({ name: strategy, strategy }));
  const results = madeUpResults(smallStudy({ dataset, arms, seeds: 3, floors: true }), ({ seed, tasks }) => {
    const [digit, size] = [{ accuracy: 0.5 + seed / 50 }, { rmse: tasks.length + seed / 9, mae: 1, r2: 0 }];
    return tasks.length > 1 ? { digit, size } : tasks[0] === 'digit' ? { digit } : { size };
  });
  return { results, comparison: compareResults(results) };
});
const made = { command: `equipoise compare ${'--strategies equal '.repeat(9)}`, date: '2026-01-31', version: '0.1.0' };
const html = await reportHtml(compared, made);

/** What a browser says of a report. */
interface Seen {
  /** The width of the window without its scroll bar, and of what is in it. */
  readonly width: number;
  readonly content: number;
  /** The left edges of the panels of each figure. */
  readonly lefts: readonly (readonly number[])[];
  /** The smallest text in a chart, in pixels of the screen. */
  readonly smallest: number;
}

const look = `(() => {
  const left = (element) => Math.round(element.getBoundingClientRect().left);
  const size = (text) => {
    const svg = text.ownerSVGElement;
    return (Number.parseFloat(getComputedStyle(text).fontSize) * svg.getBoundingClientRect().width) / svg.viewBox.baseVal.width;
  };
  return {
    width: document.documentElement.clientWidth,
    content: document.documentElement.scrollWidth,
    lefts: [...document.querySelectorAll('.panels')].map((panels) => [...panels.children].map(left)),
    smallest: Math.min(...[...document.querySelectorAll('.panel text')].map(size)),
  };
})()`;

/** What axe finds wrong with a page: rules and the elements that break them. */
const audit = `${readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')};
axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`;

describe('the report in a browser', () => {
  it('is legible on a phone: charts stack, no text is small, and only tables scroll sideways', async ({ skip }) => {
    const seen = await show({ html, folder, skip, width: 390 }, (page) => page.evaluate<Seen>(look));
    const { width, content, lefts, smallest } = seen;
    expect(width).toBeLessThanOrEqual(390);
    expect(content).toBe(width);
    expect(lefts.length).toBeGreaterThan(4);
    for (const figure of lefts) expect(new Set(figure).size).toBe(1);
    expect(smallest).toBeGreaterThanOrEqual(12);
  });

  it('has charts side by side on a wide page', async ({ skip }) => {
    const seen = await show({ html, folder, skip }, (page) => page.evaluate<Seen>(look));
    const { width, content, lefts, smallest } = seen;
    expect(content).toBe(width);
    expect(new Set(lefts[0]).size).toBe(3);
    expect(smallest).toBeGreaterThanOrEqual(11);
  });

  const schemes = ['light', 'dark'] as const;
  it.for(schemes)('has nothing that axe finds hard to read or to reach, in %s', async (scheme, { skip }) => {
    const found = await show({ html, folder, skip, scheme, width: 390 }, async (page) => ({
      paper: await page.evaluate<string>('getComputedStyle(document.body).backgroundColor'),
      wrong: await page.evaluate<readonly string[]>(audit),
    }));
    expect(found).toEqual({ paper: scheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(22, 24, 28)', wrong: [] });
  });

  it('prints on white, without links and arrows, and nothing is cut off', async ({ skip }) => {
    const found = await show({ html, folder, skip, scheme: 'dark', media: 'print', width: 794 }, async (page) => {
      const { data } = await page.send<{ data: string }>('Page.printToPDF', { paperWidth: 8.27, paperHeight: 11.69 });
      return {
        paper: await page.evaluate<string>('getComputedStyle(document.body).backgroundColor'),
        nav: await page.evaluate<string>('getComputedStyle(document.querySelector("nav")).display'),
        cut: await page.evaluate<number>(
          '[...document.querySelectorAll("table")].filter((table) => table.scrollWidth > document.documentElement.clientWidth).length',
        ),
        starts: Buffer.from(data, 'base64').subarray(0, 5).toString(),
      };
    });
    expect(found).toEqual({ paper: 'rgb(255, 255, 255)', nav: 'none', cut: 0, starts: '%PDF-' });
  });
});
