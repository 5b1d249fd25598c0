import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { adam, hardSharing, mlp, selectTasks } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { beforeAll, describe, expect, it } from 'vitest';

import { askRow } from '../../src/gallery/ask-row.ts';
import type { AnswerLine, GalleryEntry } from '../../src/gallery/entry.ts';
import { keepFloor } from '../../src/gallery/keep-floor.ts';
import { galleryPage } from '../../src/gallery/page.ts';
import { galleryPicture } from '../../src/gallery/picture.ts';
import { planEntry } from '../../src/gallery/plan-entry.ts';
import { prepareEntry } from '../../src/gallery/prepare-entry.ts';
import { gallery } from '../../src/gallery/registry.ts';
import type { GalleryResult } from '../../src/gallery/result-schema.ts';
import { runEntry } from '../../src/gallery/run-entry.ts';
import { executeTrial } from '../../src/trials/execute-trial.ts';
import type { TrialResult } from '../../src/trials/trial-result.ts';
import { equipoise } from '../support/equipoise.ts';

/** An entry of the penguins, as small as a study can be. */
const penguins: GalleryEntry = {
  name: 'penguins-in-small',
  title: 'Penguins',
  summary: 'species, sex and weight of penguins',
  tasks: [
    { name: 'species', meaning: 'one of three' },
    { name: 'body-mass', meaning: 'grams' },
  ],
  why: 'Both show in the size.',
  datasets: ['penguins'],
  simulated: { process: 'Drawn for a test.', best: { species: 1 } },
  training: {
    encoder: mlp({ hidden: [8] }).config,
    architecture: hardSharing().config,
    optimizer: adam().config,
    epochs: 3,
    batchSize: 16,
    learningRate: 0.01,
  },
  strategies: ['equal', 'uncertainty'],
  seeds: 2,
  prepare: async (options) => selectTasks(await datasets.penguins.load(options), ['species', 'body-mass']),
  async after(trained) {
    const { model, dataset } = trained;
    const values = { rows: dataset.splits.test?.size ?? 0, of: model.tasks.length };
    const floor = { task: 'species', metric: 'accuracy', margin: 0.01 };
    return [{ title: 'Rows', text: 'Rows of the test.', values }, await keepFloor(trained, floor)];
  },
  ask: askRow({
    columns: { bill: 'Beak Length (mm)', flipper: 'Flipper Length (mm)' },
    example: 'bill=50 flipper=220',
  }),
  ownData: 'A table.',
  notes: ['Small.'],
};

/** What a run of the entry left. */
interface Ran {
  readonly result: GalleryResult;
  readonly trials: readonly TrialResult[];
  readonly validation: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly answers: readonly AnswerLine[];
  readonly refused: string;
}

async function run(): Promise<Ran> {
  const planned = await planEntry(penguins);
  const trials: TrialResult[] = [];
  let asked: Omit<Ran, 'result' | 'trials'> | undefined;
  const result = await runEntry(planned, {
    made: { command: 'equipoise gallery', date: '2026-01-31', version: '0' },
    store: { read: () => undefined, write: (trial) => trials.push(trial) },
    execute: (config) => executeTrial(config, { load: ({ seed, size }) => prepareEntry(penguins, { seed, size }) }),
    sideBySide: 1,
    async onModel(model) {
      const answer = async (question: string): Promise<readonly AnswerLine[]> =>
        (await penguins.ask?.answer(model, question)) ?? [];
      asked = {
        validation: (await model.evaluate(planned.dataset.splits.validation)).metrics,
        answers: await answer('bill=50 flipper=220'),
        refused: await answer('fliper=220').then(String, String),
      };
    },
  });
  if (!asked) throw new Error('No model was given.');
  return { result, trials, ...asked };
}

describe('an entry of the gallery', () => {
  let ran: Ran;
  beforeAll(async () => {
    ran = await run();
  }, 60_000);

  it('trains every strategy and a model for each task with every seed', () => {
    expect(ran.trials).toHaveLength(2 * (2 + 2));
    const { comparison, verdict } = ran.result;
    expect(Object.keys(comparison.strategies)).toEqual(['equal', 'uncertainty']);
    expect(verdict.some((sentence) => sentence.startsWith('body-mass: '))).toBe(true);
  });

  it('keeps the model that the trial of the first seed tested', () => {
    const { chosen } = ran.result.comparison;
    const trial = ran.trials.find(
      ({ config }) => config.seed === 0 && config.strategy === chosen && config.tasks.length === 2,
    );
    expect(ran.validation).toEqual(trial?.validation);
  });

  it('counts parameters, bytes and time of one model and of a model for each task', () => {
    const { serving, comparison, findings } = ran.result;
    expect(serving.one.parameters).toBe(comparison.strategies.equal?.cost.parameters);
    expect(serving.separate.parameters).toBe(comparison.baselineCost.parameters);
    expect(serving.separate.bytes).toBeGreaterThan(serving.one.bytes);
    expect(Math.min(serving.one.oneMs, serving.separate.manyMs)).toBeGreaterThan(0);
    expect(findings[0]?.values).toEqual({ rows: 67, of: 2 });
  });

  it('says whether a floor above what the model has was kept', () => {
    const { floor = 0, validation = 0, kept } = ran.result.findings[1]?.values ?? {};
    expect(floor).toBeCloseTo((ran.validation.species?.accuracy ?? 0) + 0.01, 3);
    expect(kept).toBe(Number(validation >= floor));
  });

  it('answers in words, and names the nearest word to one that it does not know', () => {
    expect(ran.answers.map(({ of }) => of)).toEqual(['species', 'body-mass']);
    expect(ran.answers[0]?.answer).toMatch(/^(Adelie|Chinstrap|Gentoo) \(\d+ %\)$/);
    expect(Number(ran.answers[1]?.answer)).toBeGreaterThan(1000);
    expect(ran.refused).toContain('did you mean flipper?');
  });

  it('has a picture and a page that say what is simulated', async () => {
    const svg = await galleryPicture(ran.result);
    expect(svg).toContain('Penguins (simulation)');
    for (const name of ['species', 'body-mass', 'uncertainty']) expect(svg).toContain(name);
    const page = galleryPage(ran.result, { example: penguins.ask?.example });
    expect(page).toContain(
      '> **Simulation.** These data are simulated. Drawn for a test. The best score that is possible: species 1.',
    );
    expect(page).toContain('npx equipoise gallery penguins-in-small --ask "bill=50 flipper=220"');
  });
});

describe('equipoise gallery', () => {
  it('lists every entry by the name of its file', async () => {
    const files = readdirSync(join(import.meta.dirname, '../../src/gallery/entries'));
    const { code, stdout } = await equipoise('gallery', '--json');
    const { entries } = JSON.parse(stdout) as { entries: readonly { name: string; available: boolean }[] };
    expect(entries.map(({ name }) => name).sort()).toEqual(files.map((file) => file.replace(/\.ts$/, '')).sort());
    expect([code, entries.length]).toEqual([0, gallery.size]);
  });

  it('says which entry is nearest to one that does not exist', async () => {
    const { code, stderr } = await equipoise('gallery', 'marketin');
    expect([code, stderr]).toEqual([2, expect.stringContaining('did you mean marketing?')]);
  });
});
