import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, describe, expect, it } from 'vitest';

import type { FolderState } from '../../src/ui/folder-state.ts';
import { equipoise, type Running, start } from '../support/equipoise.ts';
import { housesCsv } from '../support/houses.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-ui-command-'));
const houses = join(folder, 'houses.csv');
const out = join(folder, 'results');
writeFileSync(houses, housesCsv());
afterAll(() => rmSync(folder, { recursive: true }));

/** Where a page says that it is. */
async function addressOf({ child, outcome }: Running): Promise<string> {
  return await new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\S+?(?=;)/.exec(said);
      if (found) resolve(found[0]);
    });
    void outcome.then(({ stderr }) => reject(new Error(stderr)));
  });
}

/** The status of an answer to a request with a path and headers as they are written. */
async function statusOf(
  url: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<number | undefined> {
  const { hostname, port } = new URL(url);
  return await new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, headers, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.on('error', reject).end();
  });
}

describe('equipoise ui', { timeout: 120_000 }, () => {
  it('follows a study while it runs, and ends with code 0 by SIGTERM', async () => {
    const study = start(
      ...['compare', '--table', houses, '--targets', 'price:regression,sold:binary', '--strategies', 'equal'],
      ...['--seeds', '2', '--epochs', '600', '--jobs', '1', '--engine', 'wasm', '--out', out],
    );
    while (!existsSync(join(out, 'houses.csv', 'study.json')) && study.child.exitCode === null) await pause(20);
    const page = start('ui', out, '--port', '0');
    const url = await addressOf(page);
    const state = async (): Promise<FolderState> => (await (await fetch(`${url}/state`)).json()) as FolderState;
    let wasSeen = false;
    while (study.child.exitCode === null) {
      const { processes, studies } = await state();
      wasSeen ||= processes === 1 && (studies[0]?.trials ?? []).some(({ state: own }) => own === 'running');
      await pause(100);
    }
    expect((await study.outcome).code).toBe(0);
    expect(wasSeen).toBe(true);
    await pause(600);
    const { processes, studies } = await state();
    expect([processes, studies[0]?.dataset, new Set(studies[0]?.trials.map(({ state: own }) => own))]).toEqual([
      0,
      'houses.csv',
      new Set(['done']),
    ]);
    expect(studies[0]?.trials[0]?.curve).toHaveLength(600);

    expect(await statusOf(url, '/')).toBe(200);
    expect(await statusOf(url, '/state', { host: 'evil.example' })).toBe(403);
    expect(await statusOf(url, '/state', { origin: 'http://evil.example' })).toBe(403);
    for (const path of ['/../study.json', '/..%2f..%2fetc/passwd', '/trials/', '/state/..']) {
      expect(await statusOf(url, path)).toBe(404);
    }
    const first = await fetch(`${url}/state`);
    expect(first.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(
      (await fetch(`${url}/state`, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } })).status,
    ).toBe(304);
    const last = await state();
    page.child.kill('SIGTERM');
    expect(await page.outcome).toMatchObject({ code: 0, stderr: '' });

    const printed = await equipoise('ui', out, '--json');
    expect(JSON.parse(printed.stdout)).toEqual(last);
  });

  it('refuses a folder without a study, and what --json has no use for', async () => {
    const none = await equipoise('ui', folder);
    expect([none.code, none.stderr.trim()]).toEqual([
      2,
      `${folder} holds no study: name the folder that equipoise compare or study was given as --out.`,
    ]);
    const both = await equipoise('ui', out, '--json', '--open');
    expect([both.code, both.stderr.trim()]).toEqual([
      2,
      'ui: option `open` must be left out with --json, received true.',
    ]);
  });
});
