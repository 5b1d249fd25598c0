import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { type Evaluation, loadModel } from '@equipoise/core';
import { readCsv } from '@equipoise/datasets';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { equipoise, start } from '../support/equipoise.ts';
import { housesCsv } from '../support/houses.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-train-'));
const table = join(folder, 'houses.csv');
const model = join(folder, 'houses.safetensors');
const quick = ['--epochs', '3', '--batch-size', '16', '--engine', 'wasm'];

interface Trained {
  readonly epochs: number;
  readonly test: Evaluation;
}

let trained: Trained;

beforeAll(async () => {
  writeFileSync(table, housesCsv());
  const { code, stdout } = await equipoise(
    'train',
    '--table',
    table,
    '--targets',
    'price,sold',
    '--out',
    model,
    ...quick,
    '--json',
  );
  expect(code).toBe(0);
  trained = JSON.parse(stdout) as Trained;
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('equipoise train', { timeout: 120_000 }, () => {
  it('guesses the kinds of targets, trains, and reports on the test rows', () => {
    expect(Object.keys(trained.test.metrics.price ?? {})).toEqual(['rmse', 'mae', 'r2']);
    expect(Object.keys(trained.test.metrics.sold ?? {})).toEqual(['accuracy', 'auc']);
    expect(trained.epochs).toBe(3);
  });

  it('keeps a model that predicts rows in the units of the table', async () => {
    const loaded = loadModel(model, { engine: 'wasm' });
    const predictions = await loaded.predictRows(await readCsv(table));
    const prices = predictions.map(({ price }) => price as number);
    const truth = readFileSync(table, 'utf8').trim().split('\n').length - 1;
    expect(prices).toHaveLength(truth);
    expect(Math.min(...prices)).toBeGreaterThan(100); // Prices are from 90 to 440, standardised ones from −2 to 2.
    expect(Math.max(...prices)).toBeLessThan(500);
    await loaded.dispose();
  });

  it('says before it trains that a model or checkpoints cannot be written', async () => {
    const steps = join(folder, 'steps.jsonl');
    const line = ['train', '--table', table, '--targets', 'price,sold', ...quick, '--log', steps];
    const isFolder = await equipoise(...line, '--out', folder);
    expect([isFolder.code, isFolder.stderr]).toEqual([
      1,
      expect.stringMatching(/cannot be written: there is a folder/),
    ]);
    const below = await equipoise(...line, '--out', join(table, 'model.safetensors'));
    expect([below.code, below.stderr]).toEqual([
      1,
      expect.stringMatching(/cannot be written: .*\(E(NOTDIR|EXIST)\)\.$/m),
    ]);
    expect(existsSync(steps)).toBe(false);
    const kept = await equipoise(
      ...line,
      '--out',
      join(folder, 'new.safetensors'),
      '--checkpoints',
      join(table, 'run'),
    );
    expect([kept.code, kept.stderr]).toEqual([1, expect.stringMatching(/cannot be/)]);
    expect(existsSync(join(folder, 'new.safetensors'))).toBe(false);
  });

  it('goes on from checkpoints to the same model', async () => {
    const kept = join(folder, 'kept');
    const [first, second] = [join(folder, 'first.safetensors'), join(folder, 'second.safetensors')];
    const train = (out: string, ...args: string[]): ReturnType<typeof equipoise> =>
      equipoise('train', '--table', table, '--targets', 'price,sold', '--out', out, ...quick, ...args);
    expect((await train(first, '--checkpoints', kept, '--epochs', '2')).code).toBe(0);
    expect((await train(first, '--checkpoints', kept)).code).toBe(0);
    const again = await train(first, '--checkpoints', kept); // Nothing is left to train.
    expect(again.stdout).toMatch(/\(epoch \d of 3,/);
    expect((await train(second)).code).toBe(0);
    const [resumed, whole] = [first, second].map((file) => loadModel(file, { engine: 'wasm' }));
    expect(resumed?.weights).toEqual(whole?.weights);
    await resumed?.dispose();
    await whole?.dispose();
  });

  it('takes a test table with lines to skip and labels that end in a full stop', async () => {
    const rows = housesCsv().trim().split('\n').slice(1);
    const train = join(folder, 'official.data');
    const test = join(folder, 'official.test');
    writeFileSync(train, rows.join('\n'));
    writeFileSync(test, ['|by hand', ...rows.map((row) => row.replace(/(yes|no)$/, '$1.'))].join('\n'));
    const command = ['--no-header', '--columns', 'area,district,price,sold', '--targets', 'price,sold', ...quick];
    const args = ['train', '--table', train, ...command, '--out', join(folder, 'official.safetensors'), '--json'];
    const { code, stdout } = await equipoise(...args, '--test-table', test, '--test-skip-lines', '1', '--strip', '.');
    const same = await equipoise(...args, '--test-table', train);
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as Trained).test).toEqual((JSON.parse(same.stdout) as Trained).test);
  });

  it('ends with exit code 130 and one sentence on Ctrl-C, and goes on from its checkpoints', async () => {
    const kept = join(folder, 'interrupted');
    const out = join(folder, 'interrupted.safetensors');
    const line = ['train', '--table', table, '--targets', 'price,sold', '--out', out, ...quick, '--checkpoints', kept];
    const { child, outcome } = start(...line, '--epochs', '1000000');
    while (!existsSync(kept) && child.exitCode === null) await pause(5);
    child.kill('SIGINT');
    const { code, stderr } = await outcome;
    const sentence = `Stopped: the checkpoints are in ${kept}; the same command goes on from there.`;
    expect([code, stderr.trim().split('\n').at(-1)]).toEqual([130, sentence]);
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(kept).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('says that no epoch holds a floor, with equal weights and beside a strategy for gradients', async () => {
    const out = join(folder, 'floor.safetensors');
    const args = ['train', '--table', table, '--targets', 'price,sold', '--out', out, ...quick, '--epochs', '1'];
    const { code, stdout } = await equipoise(...args, '--floors', 'price <= 0.001, sold.accuracy>=0');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/dual-ascent: no epoch .* the best, epoch 0, misses it by /),
    ]);
    const { stdout: json } = await equipoise(...args, '--floors', 'price<=0.001', '--strategy', 'mgda', '--json');
    expect(JSON.parse(json)).toMatchObject({ notes: [expect.stringMatching(/^dual-ascent\+mgda: no epoch /)] });
  });

  it.each([
    ['a strategy that does not exist', ['--strategy', 'equl'], 'did you mean equal?'],
    ['an option out of range', ['--optimizer', 'adam(beta1=2)'], 'option `beta1` must be a number from 0 to below 1'],
    ['an encoder that does not exist', ['--encoder', 'mpl'], 'one of charCnn, cnn, convNext'],
    ['lines to skip of no test table', ['--test-skip-lines', '1'], 'given with --test-table only'],
    ['a floor of a task that there is not', ['--floors', 'prize.r2>=0.5'], 'did you mean price?'],
    [
      'a floor with the wrong sign',
      ['--floors', 'price <= 0.5,price.r2<=0.5'],
      'written with >=, as more r2 is better',
    ],
    ['a column that does not exist', ['--inputs', 'areaa'], 'did you mean area?'],
  ])('refuses %s in one sentence', async (_, args, sentence) => {
    const out = join(folder, 'none.safetensors');
    const { code, stderr } = await equipoise('train', '--table', table, '--targets', 'price', '--out', out, ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n').at(-1)).toContain(sentence);
    expect(existsSync(out)).toBe(false);
  });
});

describe('equipoise predict', { timeout: 120_000 }, () => {
  it('writes a CSV file with a row for each row of the table', async () => {
    const out = join(folder, 'predictions.csv');
    const { code, stdout } = await equipoise('predict', '--model', model, '--table', table, '--out', out);
    expect([code, stdout]).toEqual([0, `80 predictions are in ${out}.\n`]);
    const [head, ...rows] = readFileSync(out, 'utf8').trim().split('\r\n');
    expect(head).toMatch(/^price,sold,sold\.\w+,sold\.\w+$/);
    expect(rows).toHaveLength(80);
  });

  it('prints what predictRows returns with --json', async () => {
    const { stdout } = await equipoise('predict', '--model', model, '--table', table, '--json');
    const loaded = loadModel(model);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(await loaded.predictRows(await readCsv(table)))));
    await loaded.dispose();
  });

  it('refuses a file that is no model, and a table without the columns, in one sentence', async () => {
    const wrong = await equipoise('predict', '--model', table, '--table', table);
    expect([wrong.code, wrong.stderr.trim().split('\n').length]).toEqual([2, 1]);
    expect(wrong.stderr).toContain('is not a whole model');
    const other = join(folder, 'other.csv');
    writeFileSync(other, 'a,b\n1,2\n');
    const missing = await equipoise('predict', '--model', model, '--table', other);
    expect([missing.code, missing.stderr.trim().split('\n').length]).toEqual([2, 1]);
  });
});

describe('equipoise evaluate and inspect', { timeout: 120_000 }, () => {
  it('measures the model on a table', async () => {
    const { code, stdout } = await equipoise('evaluate', '--model', model, '--table', table, '--json');
    expect(code).toBe(0);
    const { metrics } = JSON.parse(stdout) as Evaluation;
    expect(Object.keys(metrics)).toEqual(['price', 'sold']);
  });

  it('says what the file holds', async () => {
    const { code, stdout } = await equipoise('inspect', model);
    expect(code).toBe(0);
    for (const text of ['encoder/dense-0/kernel', 'heads/price', 'hard-sharing', 'houses.csv', 'strategy equal']) {
      expect(stdout).toContain(text);
    }
    const { stdout: json } = await equipoise('inspect', model, '--json');
    expect(JSON.parse(json)).toMatchObject({ parts: { architecture: { name: 'hard-sharing' } } });
  });
});
