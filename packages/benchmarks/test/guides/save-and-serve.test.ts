import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { equipoise } from '../support/equipoise.ts';
import { runExample } from '../support/run-example.ts';

const root = join(import.meta.dirname, '../../../..');
const guide = readFileSync(join(root, 'docs/guides/save-and-serve.md'), 'utf8');
const commands = [...guide.matchAll(/```sh\nnpx equipoise (.*?)\n```\n\n```text\n(.*?)\n```/gs)];
const folder = mkdtempSync(join(tmpdir(), 'save-and-serve-'));
const said: string[] = [];

/** A word of a command, where files are read from the repository and written to a folder of this test. */
function placed(word: string): string {
  if (word.startsWith('node_modules/')) return join(root, word);
  return /\.(safetensors|csv)$/.test(word) ? join(folder, word) : word;
}

/** What a text says but for its numbers, whose last digits depend on the processor. */
function withoutNumbers(text: string): string {
  return text.replaceAll(/-?\d[\d.,]*(e-?\d+)?/g, '#').replaceAll(/ +/g, ' ');
}

describe('the guide to saving and serving', () => {
  beforeAll(async () => {
    for (const [, command = ''] of commands) {
      const words = command.replaceAll('\\\n', ' ').split(/\s+/).map(placed);
      const { code, stdout, stderr } = await equipoise(...words);
      if (code !== 0) throw new Error(stderr);
      said.push(stdout.trimEnd().replaceAll(`${folder}/`, ''));
    }
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('shows what its commands print', () => {
    expect(commands).toHaveLength(5);
    const shown = commands.map(([, , text = '']) => withoutNumbers(text));
    expect(said.map(withoutNumbers)).toEqual(shown);
  });

  it('tells the accuracy that the commands measure', () => {
    for (const index of [0, 3]) {
      const [found, shown] = [said[index], commands[index]?.[2]].map((text) => /accuracy +(\S+)/.exec(text ?? '')?.[1]);
      expect(Math.abs(Number(found) - Number(shown))).toBeLessThan(0.02);
    }
  });

  it('serves predictions of rows by its example', async () => {
    const stdout = await runExample('serve', { edit: (code) => code.replace('weather.safetensors', placed) });
    // Of 35 days of 8 to 16 mm and 7 to 11 °C it rained on 31.
    expect(JSON.parse(stdout)).toMatchObject({ predictions: [{ weather: { class: 'rain' } }] });
  });
});
