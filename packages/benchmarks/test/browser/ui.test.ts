import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { HttpServer } from '../../src/http/http-server.ts';
import { folderLooker } from '../../src/ui/folder-state.ts';
import { serveFolder } from '../../src/ui/serve-folder.ts';
import { oddStudy, writeFolder } from '../support/ui-folder.ts';
import type { DrivenPage } from './devtools.ts';
import { show } from './show.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-ui-browser-'));
const out = join(folder, 'results');
const study = oddStudy({ seeds: 3 });
let server: HttpServer;

beforeAll(async () => {
  writeFolder(out, study, (_, place) => place < 6);
  server = await serveFolder(
    folderLooker(out, () => new Date().getTime()),
    0,
  );
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server.close();
});

/** What axe finds wrong with a page: rules and the elements that break them. */
const audit = `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Waits until an expression is true in the page. */
async function until(page: DrivenPage, expression: string): Promise<void> {
  const wait = `new Promise((resolve, reject) => {
    const look = (left) => (${expression}) ? resolve(true) : left > 0 ? setTimeout(look, 50, left - 1) : reject(new Error(document.body.innerText));
    look(1200);
  })`;
  await page.evaluate(wait);
}

async function open(page: DrivenPage): Promise<void> {
  await page.send('Page.navigate', { url: server.url });
  await until(page, 'document.querySelectorAll("#trials tbody tr").length > 0');
}

const rows = 'document.querySelectorAll("#trials tbody tr").length';

describe('the page of equipoise ui', { timeout: 120_000 }, () => {
  const looks = [
    ['light', 1280],
    ['dark', 390],
  ] as const;
  it.for(looks)(
    'is legible and has nothing that axe finds wrong, in %s at %i pixels',
    async ([scheme, width], { skip }) => {
      const found = await show({ html: '', folder, skip, scheme, width }, async (page) => {
        await open(page);
        await page.evaluate(axe);
        return {
          wrong: await page.evaluate<readonly string[]>(audit),
          tooWide: await page.evaluate<number>(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          ),
          charts: await page.evaluate<number>('document.querySelectorAll("svg[role=img]").length'),
        };
      });
      expect(found).toEqual({ wrong: [], tooWide: 0, charts: 3 });
    },
  );

  it('shows the name of a task as text: nothing of it runs, no control character is left', async ({ skip }) => {
    const found = await show({ html: '', folder, skip }, async (page) => {
      await open(page);
      return {
        ran: await page.evaluate<unknown>('window.ran ?? null'),
        images: await page.evaluate<number>('document.images.length'),
        heads: await page.evaluate<readonly string[]>(
          '[...document.querySelectorAll("#trials th button")].map((button) => button.textContent)',
        ),
      };
    });
    expect([found.ran, found.images]).toEqual([null, 0]);
    expect(found.heads).toContain(String.raw`<img src=x onerror="window.ran=1">\u001b[2J\u202eabc rmse`);
  });

  it('follows the folder, filters, sorts and marks a trial', async ({ skip }) => {
    await show({ html: '', folder, skip }, async (page) => {
      await open(page);
      const set = async (id: string, value: string): Promise<void> => {
        await page.evaluate(
          `(() => { const field = document.getElementById('${id}'); field.value = '${value}'; field.dispatchEvent(new Event('input')); })()`,
        );
      };
      expect(await page.evaluate('document.getElementById("status").textContent')).toBe(
        '6 done, 6 waiting. No process is at it.',
      );
      expect(await page.evaluate(rows)).toBe(12);
      await set('state', 'done');
      expect(await page.evaluate(rows)).toBe(6);
      await set('text', 'gradnorm seed 1');
      expect(await page.evaluate(rows)).toBe(1);
      await set('text', '');
      await set('state', '');
      await page.evaluate('document.querySelectorAll("#trials thead button")[1].click()');
      const seeds = '[...document.querySelectorAll("#trials tbody tr")].map((row) => Number(row.cells[1].textContent))';
      expect(await page.evaluate(seeds)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
      expect(await page.evaluate('document.querySelectorAll("#trials thead th")[1].getAttribute("aria-sort")')).toBe(
        'ascending',
      );
      await page.evaluate('document.querySelector("#trials tbody button").click()');
      expect(
        await page.evaluate(
          '[document.querySelectorAll(".picked").length > 1, document.querySelectorAll("[aria-pressed=true]").length]',
        ),
      ).toEqual([true, 1]);
      writeFolder(out, study, () => true);
      await until(page, 'document.getElementById("status").textContent.startsWith("12 done.")');
    });
  });
});
