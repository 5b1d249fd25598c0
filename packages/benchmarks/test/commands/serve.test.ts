import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { equipoise, type Running, start } from '../support/equipoise.ts';
import { housesCsv } from '../support/houses.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-serve-'));
const model = join(folder, 'houses.safetensors');

beforeAll(async () => {
  const table = join(folder, 'houses.csv');
  writeFileSync(table, housesCsv());
  const trained = await equipoise(
    'train',
    '--table',
    table,
    '--targets',
    'price,sold',
    '--epochs',
    '1',
    '--out',
    model,
  );
  expect(trained.code).toBe(0);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Where a server says that it is. */
function addressOf({ child, outcome }: Running): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\S+?(?=;)/.exec(said);
      if (found) resolve(found[0]);
    });
    void outcome.then(({ stderr }) => reject(new Error(stderr)));
  });
}

describe('equipoise serve', () => {
  it('loses no request of who stops when it says that it closes, and ends with code 0', async () => {
    const running = start('serve', '--model', model, '--port', '0');
    const url = await addressOf(running);
    const body = JSON.stringify({ rows: Array.from({ length: 50 }, (_, row) => ({ area: row, district: 'north' })) });
    let [answered, closing] = [0, false];
    const askUntilItCloses = async (): Promise<void> => {
      while (!closing) {
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(`${url}/predict`, { method: 'POST', headers, body });
        const { predictions } = (await answer.json()) as { readonly predictions: readonly unknown[] };
        expect(predictions).toHaveLength(50);
        answered += 1;
        if (answered === 200) running.child.kill('SIGTERM');
        if (answered % 10 === 0) closing = (await fetch(`${url}/health`)).status === 503; // As what balances the load does.
      }
    };
    await Promise.all(Array.from({ length: 8 }, askUntilItCloses));
    expect(answered).toBeGreaterThan(200);
    const { code, stderr } = await running.outcome;
    expect(code).toBe(0);
    await expect(fetch(`${url}/health`)).rejects.toThrow();
    expect(stderr).toContain('whoever is connected is answered');
  });

  it('says in a sentence that a model is not there, or a port is none', async () => {
    const nothing = await equipoise('serve', '--model', join(folder, 'nothing.safetensors'));
    expect(nothing.code).toBeGreaterThan(0);
    expect(nothing.stderr.trim().split('\n')).toHaveLength(1);
    const port = await equipoise('serve', '--model', model, '--port', '70000');
    expect(port).toMatchObject({ code: 2, stderr: expect.stringContaining('65535') as string });
  });
});
