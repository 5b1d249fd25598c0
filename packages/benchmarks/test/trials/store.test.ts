import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { trialId } from '../../src/trials/trial-config.ts';
import { openStore, type Store } from '../../src/trials/store.ts';
import { trialsOf } from '../../src/study/slots.ts';
import { madeUpResult, smallStudy } from '../support/made-up.ts';

let folder: string;
let told: string[];
let store: Store;
const [ofAll, , config, , , , otherSeed] = trialsOf(smallStudy());
if (!config || !ofAll || !otherSeed) throw new Error('There are four trials.');
const result = madeUpResult(config, () => ({ digit: { accuracy: 0.5, auc: Number.NaN } }));

/** The folder of the trials. */
const trials = (): string => join(folder, 'trials');
/** The file of the trial. */
const file = (): string => join(trials(), `${trialId(config)}.json`);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'equipoise-store-'));
  told = [];
  store = openStore(folder, (sentence) => told.push(sentence));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('openStore', () => {
  it('writes nothing when it is opened and read', () => {
    expect(store.read(config)).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('gives back what it was given, and leaves nothing else behind', () => {
    store.write(result);
    expect(openStore(folder, () => undefined).read(config)).toEqual(result);
    expect(readdirSync(trials())).toEqual([`${trialId(config)}.json`]);
  });

  it('keeps results of other configurations apart', () => {
    store.write(result);
    expect(store.read(otherSeed)).toBeUndefined();
    expect(store.read(ofAll)).toBeUndefined();
  });

  it.each([
    ['cut short', (text: string) => text.slice(0, text.length / 2)],
    ['empty', () => ''],
    ['without its metrics', (text: string) => text.replace('"test"', '"tset"')],
    ['with another seed', (text: string) => text.replace('"seed": 0', '"seed": 7')],
    ['with another accuracy', (text: string) => text.replace('0.5', '0.123')],
    ['with a renamed task', (text: string) => text.replaceAll('"digit"', '"digits"')],
    ['of a later schema', (text: string) => text.replace('"schema": 3', '"schema": 9')],
    ['of another program', () => '{"name": "package", "version": "1.0.0"}'],
    ['a list', () => '[]'],
    ['null', () => 'null'],
  ])('puts a file that is %s aside, says so, and makes the trial again', (_, damage) => {
    store.write(result);
    const damaged = damage(readFileSync(file(), 'utf8'));
    writeFileSync(file(), damaged);
    expect(store.read(config)).toBeUndefined();
    expect(told).toEqual([
      expect.stringMatching(
        /is not a whole trial result: .+; it was put aside as .+\.damaged, and its trial is made again\.$/,
      ),
    ]);
    expect(readFileSync(`${file()}.damaged`, 'utf8')).toBe(damaged);
    store.write(result);
    expect(store.read(config)).toEqual(result);
  });

  it('refuses the result of another trial under its name', () => {
    store.write(result);
    const other = otherSeed;
    renameSync(file(), join(trials(), `${trialId(other)}.json`));
    expect(store.read(other)).toBeUndefined();
    expect(told).toEqual([expect.stringContaining('it is that of another trial; it was put aside as')]);
  });

  it.each<[string, (file: string) => void]>([
    ['a folder', (file) => mkdirSync(file)],
    ['a pipe', (file) => execFileSync('mkfifo', [file])],
    ['a link to a device', (file) => symlinkSync('/dev/zero', file)],
    ['a file of a terabyte', gigantic],
  ])('puts %s in the place of a result aside, and makes the trial again', (_, place) => {
    mkdirSync(trials(), { recursive: true });
    place(file());
    expect(store.read(config)).toBeUndefined();
    expect(told).toHaveLength(1);
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

  it('ignores a temporary file that is half written', () => {
    store.write(result);
    writeFileSync(`${file()}.123.tmp`, readFileSync(file(), 'utf8').slice(0, 40));
    expect(store.read(config)).toEqual(result);
    expect(told).toEqual([]);
  });
});

function gigantic(name: string): void {
  writeFileSync(name, '');
  truncateSync(name, 2 ** 40);
}
