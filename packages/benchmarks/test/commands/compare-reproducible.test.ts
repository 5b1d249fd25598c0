import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { comparisonOf } from '../support/comparison.ts';
import { equipoise } from '../support/equipoise.ts';

const out = mkdtempSync(join(tmpdir(), 'equipoise-reproducible-'));
afterAll(() => rmSync(out, { recursive: true }));

const short = ['compare', '--dataset', 'penguins', '--strategies', 'equal', '--seeds', '1', '--epochs', '1'];

describe('equipoise compare --reproducible', () => {
  it('takes the engine wasm with one thread, and says so', async () => {
    const { code, stdout, stderr } = await equipoise(...short, '--reproducible', '--out', out);
    expect(code).toBe(0);
    expect(`${stdout}${stderr}`.replaceAll(/\s+/g, ' ')).toContain('Reproducible: engine wasm, one thread');
    const { engine } = comparisonOf(readFileSync(join(out, 'penguins', 'comparison.json'), 'utf8'));
    expect(engine).toBe('wasm');
  });

  it.each([
    ['--engine', 'native', 'wasm with --reproducible'],
    ['--threads', '2', '1 with --reproducible'],
  ])('refuses %s beside it in one sentence', async (option, value, expected) => {
    const { code, stderr } = await equipoise(...short, '--reproducible', option, value, '--out', out);
    expect(code).not.toBe(0);
    expect(stderr).toContain(expected);
  });
});
