import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, describe, expect, it } from 'vitest';

import { equipoise, start } from '../support/equipoise.ts';
import { housesCsv } from '../support/houses.ts';
import { trialsIn } from '../support/kept-trials.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-track-'));
const houses = join(folder, 'houses.csv');
writeFileSync(houses, housesCsv());
afterAll(() => rmSync(folder, { recursive: true }));

const table = ['--table', houses, '--targets', 'price:regression,sold:binary'];

interface Line {
  readonly run: string;
  readonly event: string;
  readonly name?: string;
  readonly step?: number;
  readonly values?: Readonly<Record<string, number>>;
}

function linesOf(file: string): readonly Line[] {
  const text = readFileSync(file, 'utf8').trimEnd().split('\n');
  return text.map((line) => JSON.parse(line) as Line);
}

describe('--track', { timeout: 120_000 }, () => {
  it('has every step of train once when the command was killed and given again', async () => {
    const [whole, broken] = [join(folder, 'whole.jsonl'), join(folder, 'broken.jsonl')];
    const train = (file: string): readonly string[] => [
      ...['train', ...table, '--epochs', '40', '--batch-size', '16', '--engine', 'wasm'],
      ...['--out', join(folder, 'houses.safetensors'), '--checkpoints', `${file}.kept`, '--track', `jsonl:${file}`],
    ];
    expect(await equipoise(...train(whole))).toMatchObject({ code: 0 });
    const { child, outcome } = start(...train(broken));
    const epochs = (): number => (existsSync(broken) ? readFileSync(broken, 'utf8').split('"epoch":').length - 1 : 0);
    while (epochs() < 3 && child.exitCode === null) await pause(2);
    child.kill('SIGKILL');
    expect((await outcome).code).toBeNull();
    expect(linesOf(broken).at(-1)?.event).not.toBe('end');
    expect(await equipoise(...train(broken))).toMatchObject({ code: 0 });
    expect(readFileSync(broken, 'utf8')).toBe(readFileSync(whole, 'utf8'));
    expect(linesOf(whole).at(-1)?.values).toHaveProperty('test/price/rmse');
  });

  it('has every trial of compare once, those that were kept before too', async () => {
    const out = join(folder, 'results');
    const compare = [
      'compare',
      ...table,
      '--strategies',
      'equal',
      '--seeds',
      '2',
      '--epochs',
      '2',
      '--jobs',
      '1',
      '--out',
      out,
    ];
    const [runs, board] = [join(folder, 'runs.jsonl'), join(folder, 'board')];
    expect(await equipoise(...compare)).toMatchObject({ code: 0 });
    const tracked = [...compare, '--track', `jsonl:${runs}`, '--track', `tensorboard:${board}`];
    expect(await equipoise(...tracked)).toMatchObject({ code: 0 });
    const first = readFileSync(runs, 'utf8');
    const files = readdirSync(board, { recursive: true })
      .map(String)
      .filter((name) => name.includes('tfevents'));
    expect(await equipoise(...tracked)).toMatchObject({ code: 0 });
    expect(readFileSync(runs, 'utf8')).toBe(first);
    const ids = linesOf(runs)
      .filter(({ event }) => event === 'end')
      .map(({ run }) => run);
    expect([...ids].sort()).toEqual(
      Object.keys(trialsIn(out))
        .map((name) => name.replace('.json', ''))
        .sort(),
    );
    expect(files).toHaveLength(ids.length);
    const arm = linesOf(runs).find(({ name }) => name === 'arm equal, seed 1');
    const values = linesOf(runs)
      .filter(({ run, event }) => run === arm?.run && event === 'values')
      .map(({ values }) => values);
    expect(values.map((own) => own?.['validation/price/rmse']).filter((value) => value !== undefined)).toHaveLength(2);
    expect(values.some((own) => own?.['step/weight/sold'] === 1)).toBe(true);
    expect(values.at(-1)).toHaveProperty('test/sold/accuracy');
  });

  it.each([
    ['tensorbord:x', '--track: there is no tracker tensorbord (did you mean tensorboard?).'],
    ['jsonl:', 'track: option `jsonl` must be jsonl:FILE, received "jsonl:".'],
    ['mlflow:ftp://x', 'mlflow: option `uri` must be the http address of a server'],
  ])('refuses %s in a sentence', async (track, sentence) => {
    const { code, stderr } = await equipoise(
      'train',
      ...table,
      '--out',
      join(folder, 'x.safetensors'),
      '--track',
      track,
    );
    expect(code).not.toBe(0);
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
