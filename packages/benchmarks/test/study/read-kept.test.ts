import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { writeStudies } from '../../src/compare.ts';
import type { TrialConfig } from '../../src/trials/trial-config.ts';
import { openStore } from '../../src/trials/store.ts';
import { compareResults } from '../../src/study/comparison.ts';
import { readKept } from '../../src/study/read-kept.ts';
import { trialsOf } from '../../src/study/slots.ts';
import type { Study } from '../../src/study/study.ts';
import { madeUpResult, madeUpResults, smallStudy } from '../support/made-up.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const made = { command: 'equipoise compare --dataset penguins', date: '2026-01-31', version: '0.1.0' };

function metrics({ seed, tasks }: TrialConfig) {
  const digit = { accuracy: 0.5 + seed / 10 + tasks.length / 100 };
  const size = { rmse: 2 + seed, mae: 1, r2: 0.5 };
  if (tasks.length > 1) return { digit, size };
  return tasks[0] === 'digit' ? { digit } : { size };
}

/** A folder that holds these studies, with the results of all trials or of those that `keep` says. */
function kept(studies: readonly Study[], keep: (config: TrialConfig) => boolean = () => true): string {
  const folder = mkdtempSync(join(tmpdir(), 'equipoise-kept-'));
  folders.push(folder);
  writeStudies(folder, studies, made);
  const store = openStore(folder, () => undefined);
  for (const study of studies) {
    for (const config of trialsOf({ ...study, version: made.version }).filter(keep))
      store.write(madeUpResult(config, metrics));
  }
  return folder;
}

/** What a folder holds, and what was said of it. */
async function read(folder: string) {
  const said: string[] = [];
  return { ...(await readKept(folder, (sentence) => said.push(sentence))), said };
}

describe('readKept', () => {
  it('gives the comparison that was made', async () => {
    const { compared, said, ...rest } = await read(kept([smallStudy()]));
    const expected = compareResults(madeUpResults(smallStudy(), metrics));
    expect(compared.map(({ comparison }) => comparison)).toEqual([expected]);
    expect([said, rest.made]).toEqual([[], made]);
  });

  it('reads several data sets in the order of a profile, tables last', async () => {
    const names = ['a-table.csv', 'penguins', 'multi-mnist'];
    const { compared } = await read(kept(names.map((dataset) => smallStudy({ dataset }))));
    expect(compared.map(({ comparison }) => comparison.dataset)).toEqual(['multi-mnist', 'penguins', 'a-table.csv']);
  });

  it('compares the seeds that are complete', async () => {
    const study = smallStudy({ seeds: 3 });
    const { compared, said } = await read(kept([study], ({ seed, strategy }) => seed < 2 || strategy !== 'equal'));
    expect(compared[0]?.comparison.seeds).toBe(2);
    expect(said).toEqual(['penguins: 2 of 3 seeds are complete; the report is of these.']);
  });

  it('leaves out a data set without a complete seed, and refuses a folder of such alone', async () => {
    const studies = ['penguins', 'words'].map((dataset) => smallStudy({ dataset }));
    const { compared, said } = await read(kept(studies, ({ dataset }) => dataset === 'words'));
    expect(compared.map(({ comparison }) => comparison.dataset)).toEqual(['words']);
    expect(said).toEqual(['penguins: 0 of 2 seeds are complete; it is left out.']);
    const empty = kept(studies, () => false);
    await expect(read(empty)).rejects.toThrow(
      /holds no complete seed yet: train more by equipoise compare --dataset penguins\.$/,
    );
  });

  it('treats a damaged result as missing, and leaves its file in place', async () => {
    const folder = kept([smallStudy()]);
    const trials = join(folder, 'trials');
    const last = trialsOf({ ...smallStudy(), version: made.version }).at(-1);
    const [file = ''] = readdirSync(trials).filter((name) => {
      const { config } = JSON.parse(readFileSync(join(trials, name), 'utf8')) as { config: TrialConfig };
      return config.seed === last?.seed && config.tasks.join() === last.tasks.join();
    });
    const whole = readFileSync(join(trials, file), 'utf8');
    writeFileSync(join(trials, file), whole.slice(0, whole.length / 2));
    const { compared, said } = await read(folder);
    expect(compared[0]?.comparison.seeds).toBe(1);
    expect(said[0]).toMatch(/is not a whole trial result: it is cut short/);
    expect(existsSync(join(trials, file))).toBe(true);
  });

  it('refuses a study whose file was changed', async () => {
    const folder = kept([smallStudy()]);
    const file = join(folder, 'penguins', 'study.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"seeds": 2', '"seeds": 1'));
    await expect(read(folder)).rejects.toThrow(/study\.json is not a whole study: it was changed since it was written/);
  });

  it('finds the trials of another version of the package', async () => {
    const folder = kept([]);
    const study = smallStudy({ version: '9.9.9' });
    writeStudies(folder, [study], { ...made, version: '9.9.9' });
    const store = openStore(folder, () => undefined);
    for (const config of trialsOf(study)) store.write(madeUpResult(config, metrics));
    expect((await read(folder)).compared[0]?.comparison.seeds).toBe(2);
  });
});
