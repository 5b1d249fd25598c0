import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { show } from '../browser/show.ts';
import { equipoise } from '../support/equipoise.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-describe-html-'));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const path = (name: string): string => join(folder, name);
const rows = Array.from(
  { length: 90 },
  (_, row) =>
    `P${row % 12},${(row * 7) % 13},"<b>bold</b> & ""${row % 3}""",${row % 3 === 0 ? 'yes' : 'no'},${row % 2}`,
);
writeFileSync(path('visits.csv'), ['patient,age,<i>note</i>,churn,left', ...rows, ''].join('\n'));

/** Writes the page, and gives it. */
async function pageOf(...args: readonly string[]): Promise<string> {
  const { code, stdout } = await equipoise('describe', path('visits.csv'), '--html', path('visits.html'), ...args);
  expect([code, stdout.trimEnd().split('\n').at(-1)]).toEqual([0, `The page is in ${path('visits.html')}.`]);
  return readFileSync(path('visits.html'), 'utf8');
}

/** What a page of a width shows. */
interface Seen {
  readonly overflow: number;
  readonly heads: readonly string[];
  readonly columns: readonly string[];
  readonly bars: readonly number[];
  readonly foreign: number;
}

const look = `(() => {
  const all = (query) => [...document.querySelectorAll(query)];
  return {
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    heads: all('h2').map((head) => head.textContent),
    columns: all('#columns tbody th').map((head) => head.textContent),
    bars: all('.bar').map((bar) => bar.getBoundingClientRect().width),
    foreign: all('b, i, link, img').length,
  };
})()`;

describe('equipoise describe --html', { timeout: 120_000 }, () => {
  it('writes a page of what it prints, which needs nothing else', async () => {
    const page = await pageOf('--targets', 'churn,age:regression');
    expect(page).toContain('<h1>visits.csv</h1>');
    expect(page).toContain('90 rows, 5 columns, utf-8, separated by &quot;,&quot;');
    expect(page).toContain('<p class="lead">Predict age and churn from 2 of 5 columns.</p>');
    expect(page).toContain('alone predicts churn: 1.000 of 1 beyond chance.');
    expect(page).toContain('&lt;i&gt;note&lt;/i&gt;');
    expect(page).toMatch(/<pre><code>equipoise compare --table \S+visits\.csv --targets age:regression,churn:binary</);
    expect(page).not.toMatch(/src=|https?:|<b>|<i>/);
  });

  it.for([1280, 390])('fits a window of %i pixels', async (width, { skip }) => {
    const page = await pageOf('--targets', 'churn,age:regression');
    const seen = await show({ html: page, folder, skip, width }, (shown) => shown.evaluate<Seen>(look));
    expect(seen.overflow).toBe(0);
    expect(seen.heads).toEqual([
      'Targets',
      'Leakage suspects',
      'Splits',
      'Rows that are there twice',
      'Mind',
      'Columns',
      'Next',
    ]);
    expect(seen.columns).toEqual(['patient', 'age', '<i>note</i>', 'churn', 'left']);
    // Two thirds of the rows are no: its bar is twice as long.
    expect(seen.bars).toHaveLength(2);
    expect(seen.bars[0]).toBeGreaterThan(40);
    expect((seen.bars[1] ?? 0) / (seen.bars[0] ?? 1)).toBeCloseTo(0.5, 1);
    expect(seen.foreign).toBe(0);
  });

  it('prints JSON alone, and refuses a page in the place of the table or of a folder', async () => {
    const args = ['describe', path('visits.csv'), '--html'];
    const { stdout } = await equipoise(...args, path('other.html'), '--json');
    expect(JSON.parse(stdout)).toMatchObject({ rows: 90 });
    expect(existsSync(path('other.html'))).toBe(true);
    for (const [place, sentence] of [
      [path('visits.csv'), 'must be the path of a file to write, other than the table'],
      [folder, 'must be the path of a file, not of a folder'],
    ] as const) {
      const { code, stderr } = await equipoise(...args, place);
      expect([code, stderr.trimEnd().split('\n').length]).toEqual([2, 1]);
      expect(stderr).toContain(sentence);
    }
    expect(readFileSync(path('visits.csv'), 'utf8')).toContain('patient,age');
  });
});
