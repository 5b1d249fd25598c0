import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { afterAll, describe, expect, it } from 'vitest';

import type { DrivenPage } from './devtools.ts';
import { show } from './show.ts';

const site = fileURLToPath(new URL('../../../../docs/api', import.meta.url));
const built = existsSync(join(site, 'index.html')); // By `npm run docs`, which `.ci/run` runs before the tests.
const folder = mkdtempSync(join(tmpdir(), 'equipoise-site-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pages = built
  ? readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((path) => /^(?!media).*\.html$/.test(path))
  : [];
/** Those that people read, and one of each other kind. */
const read = [
  ...pages.filter((path) => path.startsWith('documents') || !/[/\\]/.test(path)),
  ...['classes', 'functions', 'interfaces', 'modules', 'types', 'variables'].flatMap(
    (kind) => pages.find((path) => path.startsWith(kind)) ?? [],
  ),
];

/** The links of a page to files that are not there. */
function deadLinks(page: string): string[] {
  const html = readFileSync(join(site, page), 'utf8');
  const links = [...html.matchAll(/\s(?:href|src)="([^"#?:]+)(?:[#?][^"]*)?"/g)].map(([, link = '']) => link);
  const dead = [...new Set(links)].filter((link) => !existsSync(join(site, dirname(page), decodeURI(link))));
  return dead.map((link) => `${page}: ${link}`);
}

/** Not of icons: a page on the disk may not refer to parts of another file, and TypeDoc then puts its icons into the page. */
const errors = `window.errors = [];
  addEventListener('error', ({ message, target }) => {
    if (!(target instanceof SVGElement)) errors.push(message ?? target.src ?? target.href);
  }, true);
  console.error = (...said) => errors.push(said.join(' '));`;

/** Opens a page of the site, from the disk as a reader without a network would. */
async function open(page: DrivenPage, path: string): Promise<void> {
  const { href } = pathToFileURL(join(site, path));
  await page.send('Page.navigate', { url: href });
  const shown = `document.readyState === 'complete' && location.href === ${JSON.stringify(href)}`;
  while (!(await page.evaluate<boolean>(shown).catch(() => false))) await wait(20);
}

describe.runIf(built)('the site of the documentation', () => {
  it('has no link to a page or picture that is not there', () => {
    expect(pages.length).toBeGreaterThan(500);
    expect(pages.flatMap(deadLinks)).toEqual([]);
  });

  it('has no errors and does not scroll sideways on a phone', async ({ skip }) => {
    const faults = await show({ html: '<p></p>', folder, skip, width: 390 }, async (page) => {
      await page.send('Page.enable');
      await page.send('Page.addScriptToEvaluateOnNewDocument', { source: errors });
      const found: string[] = [];
      for (const path of read) {
        await open(page, path);
        const said = await page.evaluate<readonly string[]>('errors');
        const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
        found.push(...said.map((message) => `${path}: ${message}`), ...(wide > 0 ? [`${path}: ${wide} too wide`] : []));
      }
      return found;
    });
    expect(faults).toEqual([]);
  });

  it('finds a guide, a strategy and an option by their words, from the disk', async ({ skip }) => {
    const found = await show({ html: '<p></p>', folder, skip }, async (page) => {
      await open(page, 'index.html');
      const results: string[][] = [];
      for (const words of ['resume training', 'gradnorm', 'balancer']) {
        await page.evaluate(`document.querySelector('#tsd-search-trigger').click()`);
        const type = `(async () => {
          const input = document.querySelector('#tsd-search-input');
          const list = () => [...document.querySelectorAll('#tsd-search-results li a')].map(({ href }) => href);
          while (input.disabled) await new Promise((resolve) => setTimeout(resolve, 20));
          const before = list().join();
          input.value = ${JSON.stringify(words)};
          input.dispatchEvent(new Event('input'));
          while (list().join() === before) await new Promise((resolve) => setTimeout(resolve, 20));
          return list();
        })()`;
        results.push(await page.evaluate<string[]>(type));
      }
      return results.map((links) => links.map((link) => relative(site, fileURLToPath(link.replace(/#.*/, '')))).join());
    });
    expect(found[0]).toMatch(/Resume_training/);
    expect(found[1]).toMatch(/gradnorm/i);
    expect(found[2]).toMatch(/Balancer/);
  });
});
