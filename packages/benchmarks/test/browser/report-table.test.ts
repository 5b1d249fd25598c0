import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { sortScript, sortStyle } from '../../src/report/sort-script.ts';
import { style } from '../../src/report/style.ts';
import { tableHtml } from '../../src/report/table.ts';
import type { DrivenPage } from './devtools.ts';
import { show } from './show.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-table-browser-'));
afterAll(() => rmSync(folder, { recursive: true }));

const row = (name: string, value: number) => ({ name, cells: [{ html: `${value} %`, value }] });
const table = tableHtml({
  label: 'Runs',
  first: 'run',
  heads: [{ title: 'change', hint: 'in percent' }],
  rows: [row('run 10', -2), row('run 9', Number.NaN), row('<b>', 10), row('run 1', 9)],
});
const html = `<!doctype html><meta charset="utf-8"><style>${style}${sortStyle}</style>${table}<script>${sortScript}</script>`;

/** The order of the rows, and what the heads say of it. */
const look = (page: DrivenPage): Promise<unknown> =>
  page.evaluate(`({
    names: [...document.querySelectorAll('tbody tr')].map(({ cells }) => cells[0].textContent),
    sorts: [...document.querySelectorAll('thead th')].map((head) => head.getAttribute('aria-sort')),
  })`);

const unsorted = { names: ['run 10', 'run 9', '<b>', 'run 1'], sorts: [null, null] };

describe('a table in a browser', () => {
  it('sorts by number and by name, up and down, with unknown values at the end', async ({ skip }) => {
    const seen = await show({ html, folder, skip }, async (page) => {
      const looks = [await look(page)];
      for (const column of [1, 1, 0, 0]) {
        await page.evaluate(`document.querySelectorAll('thead button')[${column}].click()`);
        looks.push(await look(page));
      }
      return looks;
    });
    expect(seen).toEqual([
      unsorted,
      { names: ['run 10', 'run 1', '<b>', 'run 9'], sorts: [null, 'ascending'] },
      { names: ['<b>', 'run 1', 'run 10', 'run 9'], sorts: [null, 'descending'] },
      { names: ['<b>', 'run 1', 'run 9', 'run 10'], sorts: ['ascending', null] },
      { names: ['run 10', 'run 9', 'run 1', '<b>'], sorts: ['descending', null] },
    ]);
  });

  it('is sorted from the keyboard: Tab reaches its heads, Enter and Space sort', async ({ skip }) => {
    const seen = await show({ html, folder, skip }, async (page) => {
      for (const key of ['Tab', 'Tab', 'Tab', 'Enter'] as const) await page.press(key); // Region, names, changes.
      const once = await look(page);
      await page.press(' ');
      return [once, await look(page)];
    });
    expect(seen).toEqual([
      { names: ['run 10', 'run 1', '<b>', 'run 9'], sorts: [null, 'ascending'] },
      { names: ['<b>', 'run 1', 'run 10', 'run 9'], sorts: [null, 'descending'] },
    ]);
  });

  it('is whole without scripts, and looks as if it could not be sorted', async ({ skip }) => {
    const seen = await show({ html, folder, skip, scripts: false }, async (page) => {
      const [{ documents, strings }] = [
        await page.send<Snapshot>('DOMSnapshot.captureSnapshot', { computedStyles: [] }),
      ];
      return documents.flatMap(({ layout }) => layout.text).flatMap((index) => strings[index] ?? []);
    });
    expect(seen).toEqual(expect.arrayContaining(['run 10', '-2 %', '<b>', '10 %', 'change']));
    expect(seen.join(' ')).not.toContain('↕');
  });
});

interface Snapshot {
  readonly documents: readonly { readonly layout: { readonly text: readonly number[] } }[];
  readonly strings: readonly string[];
}
