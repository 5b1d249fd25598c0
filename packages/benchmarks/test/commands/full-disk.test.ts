import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';

import { StorageError } from '@equipoise/core';
import { afterAll, describe, expect, it } from 'vitest';

import { compare, writeComparison } from '../../src/compare.ts';
import type { TrialConfig } from '../../src/trials/trial-config.ts';
import type { TrialResult } from '../../src/trials/trial-result.ts';
import { openStore } from '../../src/trials/store.ts';
import { equipoise, type Outcome, startWith } from '../support/equipoise.ts';
import { housesCsv } from '../support/houses.ts';
import { madeUpResult, smallStudy } from '../support/made-up.ts';
import { notWhole } from '../support/not-whole.ts';
import { type SmallDisk, smallDisk } from '../support/small-disk.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-full-'));
const houses = join(folder, 'houses.csv');
writeFileSync(houses, housesCsv());
const disks: SmallDisk[] = [];
afterAll(() => {
  for (const disk of disks) disk.remove();
  rmSync(folder, { recursive: true });
});

const table = ['--table', houses, '--targets', 'price:regression,sold:binary', '--inputs', 'area'];
const compareHouses = [
  'compare',
  ...table,
  '--strategies',
  'equal',
  '--seeds',
  '1',
  '--epochs',
  '1',
  '--jobs',
  '1',
  '--out',
];

/** What every made-up trial is said to have measured. */
const metricsOf = (): TrialResult['test'] => ({ digit: { accuracy: 0.5 }, size: { rmse: 1, mae: 1, r2: 0 } });

/** A disk that is removed when the tests have ended. */
function diskOf(kilobytes: number): string | undefined {
  const disk = smallDisk(join(folder, `disk-${kilobytes}`), kilobytes);
  if (disk) disks.push(disk);
  return disk?.place;
}

/** No file is there in part, and the report is there or not. */
function expectWhole(out: string, withReport: boolean): void {
  const { files, faults } = notWhole(out);
  expect(faults).toEqual([]);
  expect(files.some((name) => name.endsWith('report.html'))).toBe(withReport);
}

describe('a study on a disk that is too small', () => {
  it.for([4, 8, 16, 32, 48, 64, 96, 192])(
    'of %i kB leaves whole files, or an error that says so',
    async (size, { skip }) => {
      const disk = diskOf(size) ?? skip('only the superuser of Linux may mount a disk');
      const study = smallStudy({ dataset: 'houses.csv' });
      const execute = (config: TrialConfig): Promise<TrialResult> => Promise.resolve(madeUpResult(config, metricsOf));
      const store = openStore(disk, () => undefined);
      const failure = await compare({ studies: [study], store, execute })
        .then((compared) => writeComparison(disk, compared, { command: 'equipoise', date: '2026-01-31', version: '0' }))
        .then(
          () => undefined,
          (error: unknown) => error,
        );
      if (failure !== undefined) expect(failure).toBeInstanceOf(StorageError);
      expectWhole(disk, failure === undefined);
    },
  );

  it('ends the command with exit code 1 and one sentence', async ({ skip }) => {
    const disk = diskOf(20) ?? skip('only the superuser of Linux may mount a disk');
    expectRefusal(await equipoise(...compareHouses, disk), /^\S+ cannot be written: the disk is full \(ENOSPC\); what/);
    expectWhole(disk, false);
  });
});

describe.skipIf(platform() === 'win32')('a limit on the size of files, which every user may set', () => {
  it('keeps the trials and the old report when there is no space for the new one', async () => {
    const out = join(folder, 'kept');
    const limited = (kilobytes: number): Promise<Outcome> =>
      startWith(['bash', '-c', `ulimit -f ${kilobytes}; exec "$0" "$@"`], [...compareHouses, out]).outcome;
    expectRefusal(
      await limited(2),
      /trials\/\w+\.json cannot be written: .*\(EFBIG\); what was written before is kept\.$/,
    );
    expectWhole(out, false);
    expect((await equipoise(...compareHouses, out)).code).toBe(0);
    const report = readFileSync(join(out, 'houses.csv', 'report.html'), 'utf8');
    expectRefusal(await limited(16), /report\.html cannot be written: .*\(EFBIG\); what was written before is kept\.$/);
    expect(readFileSync(join(out, 'houses.csv', 'report.html'), 'utf8')).toBe(report);
    expectWhole(out, true);
  });
});

/** The command ended with exit code 1, and its last line is a sentence. */
function expectRefusal({ code, stderr }: Outcome, sentence: RegExp): void {
  expect([code, stderr.trim().split('\n').at(-1)]).toEqual([1, expect.stringMatching(sentence)]);
  expect(stderr).not.toMatch(/^ +at /m);
}
