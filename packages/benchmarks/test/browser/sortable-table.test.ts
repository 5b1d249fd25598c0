import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { sortableScript, sortableStyle, sortableTable } from '../../src/report/charts/sortable-table.ts';
import { style } from '../../src/report/style.ts';
import { lookAt } from './look-at.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-sortable-browser-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The order of the rows and what the heads say of it, after each click. */
type Seen = readonly { readonly names: readonly string[]; readonly sorts: readonly (string | null)[] }[];

describe('a sortable table in a browser', () => {
  it('sorts by number and by name, up and down, with unknown values at the end', async ({ skip }) => {
    const row = (name: string, value: number) => ({ name, cells: [{ html: `${value} %`, value }] });
    const rows = [row('run 10', -2), row('run 9', Number.NaN), row('<b>', 10), row('run 1', 9)];
    const table = sortableTable('run', [{ title: 'change', hint: 'in percent' }], rows);
    const look = `
      const rows = () => [...document.querySelectorAll('tbody tr')].map(({ cells }) => cells[0].textContent);
      const heads = [...document.querySelectorAll('thead th')];
      const see = () => ({ names: rows(), sorts: heads.map((head) => head.getAttribute('aria-sort')) });
      const seen = [see()];
      for (const column of [1, 1, 0, 0]) {
        heads[column].querySelector('button').click();
        seen.push(see());
      }
      fetch('/seen', { method: 'POST', body: JSON.stringify(seen) });`;
    const page = `<!doctype html><meta charset="utf-8"><style>${style}${sortableStyle}</style>${table}<script>${sortableScript}</script><script>${look}</script>`;
    const seen = await lookAt<Seen>({ page, folder, profile: 'profile', skip });
    expect(seen).toEqual([
      { names: ['run 10', 'run 9', '<b>', 'run 1'], sorts: [null, null] },
      { names: ['run 10', 'run 1', '<b>', 'run 9'], sorts: [null, 'ascending'] },
      { names: ['<b>', 'run 1', 'run 10', 'run 9'], sorts: [null, 'descending'] },
      { names: ['<b>', 'run 1', 'run 9', 'run 10'], sorts: ['ascending', null] },
      { names: ['run 10', 'run 9', 'run 1', '<b>'], sorts: ['descending', null] },
    ]);
  });
});
