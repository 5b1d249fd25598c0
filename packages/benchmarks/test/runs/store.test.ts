import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { runId } from '../../src/runs/run-config.ts';
import { openStore, type Store } from '../../src/runs/store.ts';
import { baselineRun, strategyRun } from '../../src/study/study.ts';
import { madeUpResult, smallStudy } from '../support/made-up.ts';

let folder: string;
let told: string[];
let store: Store;
const config = baselineRun(smallStudy(), 'digit', 0);
const result = madeUpResult(config, () => ({ digit: { accuracy: 0.5, auc: Number.NaN } }));

/** The folder of the runs. */
const runs = (): string => join(folder, 'penguins', 'runs');
/** The file of the run. */
const file = (): string => join(runs(), `${runId(config)}.json`);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'equipoise-store-'));
  told = [];
  store = openStore(folder, (sentence) => told.push(sentence));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('openStore', () => {
  it('writes nothing by being opened and asked', () => {
    expect(store.read(config)).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('gives back what it was given, and leaves nothing else behind', () => {
    store.write(result);
    expect(openStore(folder, () => undefined).read(config)).toEqual(result);
    expect(readdirSync(runs())).toEqual([`${runId(config)}.json`]);
  });

  it('keeps results of other configurations apart', () => {
    store.write(result);
    expect(store.read(baselineRun(smallStudy(), 'digit', 1))).toBeUndefined();
    expect(store.read(strategyRun(smallStudy(), { name: 'x', text: 'equal' }, 0))).toBeUndefined();
  });

  it.each([
    ['cut short', (text: string) => text.slice(0, text.length / 2)],
    ['empty', () => ''],
    ['without its metrics', (text: string) => text.replace('"test"', '"tset"')],
    ['with another seed', (text: string) => text.replace('"seed": 0', '"seed": 7')],
  ])('puts a file that is %s aside, says so, and makes the run again', (_, damage) => {
    store.write(result);
    const damaged = damage(readFileSync(file(), 'utf8'));
    writeFileSync(file(), damaged);
    expect(store.read(config)).toBeUndefined();
    expect(told).toEqual([
      expect.stringMatching(
        /is not a whole run result: .+; it was put aside as .+\.damaged, and its run is made again\.$/,
      ),
    ]);
    expect(readFileSync(`${file()}.damaged`, 'utf8')).toBe(damaged);
    store.write(result);
    expect(store.read(config)).toEqual(result);
  });

  it('never writes over what it put aside before', () => {
    for (const text of ['first', 'second']) {
      store.write(result);
      writeFileSync(file(), text);
      store.read(config);
    }
    expect(readFileSync(`${file()}.damaged`, 'utf8')).toBe('first');
    expect(readFileSync(`${file()}.damaged-2`, 'utf8')).toBe('second');
  });

  it('does not mistake the beginnings of a file for a result', () => {
    store.write(result);
    writeFileSync(`${file()}.123.tmp`, readFileSync(file(), 'utf8').slice(0, 40));
    expect(store.read(config)).toEqual(result);
    expect(told).toEqual([]);
  });
});
