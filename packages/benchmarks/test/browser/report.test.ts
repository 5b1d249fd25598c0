import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { escape } from '../../src/report/escape.ts';
import { reportHtml } from '../../src/report/report.ts';
import { compareResults } from '../../src/study/comparison.ts';
import { madeUpResults, smallStudy } from '../support/made-up.ts';
import { lookAt } from './look-at.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-report-browser-'));
afterAll(() => rmSync(folder, { recursive: true }));

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

/** Looks into the frame that the report is shown in. */
const look = `
const { contentDocument: page, contentWindow: view } = document.querySelector('iframe');
const left = (element) => Math.round(element.getBoundingClientRect().left);
const size = (text) => {
  const svg = text.ownerSVGElement;
  return (Number.parseFloat(view.getComputedStyle(text).fontSize) * svg.getBoundingClientRect().width) / svg.viewBox.baseVal.width;
};
const seen = {
  width: page.documentElement.clientWidth,
  content: page.documentElement.scrollWidth,
  lefts: [...page.querySelectorAll('.panels')].map((panels) => [...panels.children].map(left)),
  smallest: Math.min(...[...page.querySelectorAll('.panel text')].map(size)),
};
fetch('/seen', { method: 'POST', body: JSON.stringify(seen) });`;

/** A report of two data sets with long names, shown in a window of a width. */
async function show(width: number, skip: (reason: string) => never): Promise<Seen> {
  const compared = ['penguins', 'a-table-with-quite-a-long-name.csv'].map((dataset) => {
    const arms = ['equal', 'log+cagrad(c=0.4)+smoothing=0.9'].map((strategy) => ({ name: strategy, strategy }));
    const results = madeUpResults(smallStudy({ dataset, arms, seeds: 3 }), ({ seed, tasks }) => {
      const [digit, size] = [{ accuracy: 0.5 + seed / 50 }, { rmse: tasks.length + seed / 9, mae: 1, r2: 0 }];
      return tasks.length > 1 ? { digit, size } : tasks[0] === 'digit' ? { digit } : { size };
    });
    return { results, comparison: compareResults(results) };
  });
  const made = {
    command: `equipoise compare ${'--strategies equal '.repeat(9)}`,
    date: '2026-01-31',
    version: '0.1.0',
  };
  const report = escape(await reportHtml(compared, made));
  const frame = `<iframe width="${width}" height="800" style="border: 0" srcdoc="${report}"></iframe>`;
  const page = `<!doctype html><meta charset="utf-8">${frame}<script>onload = () => {${look}};</script>`;
  return lookAt<Seen>({ page, folder, profile: `profile-${width}`, skip });
}

describe('the report in a browser', () => {
  it('is legible on a phone: charts stack, no text is small, and only tables scroll sideways', async ({ skip }) => {
    const { width, content, lefts, smallest } = await show(390, skip);
    expect(width).toBeLessThanOrEqual(390);
    expect(content).toBe(width);
    expect(lefts.length).toBeGreaterThan(4);
    for (const figure of lefts) expect(new Set(figure).size).toBe(1);
    expect(smallest).toBeGreaterThanOrEqual(12);
  });

  it('has charts side by side on a wide page', async ({ skip }) => {
    const { width, content, lefts, smallest } = await show(1280, skip);
    expect(content).toBe(width);
    expect(new Set(lefts[0]).size).toBe(3);
    expect(smallest).toBeGreaterThanOrEqual(11);
  });
});
