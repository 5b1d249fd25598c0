import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Dataset } from '@equipoise/core';

import { compare, writeStudies } from '../../src/compare.ts';
import type { StudyPlan } from '../../src/study/check-study.ts';
import { planStudy } from '../../src/study/plan-study.ts';
import type { StudyReport } from '../../src/study/study-report.ts';
import { executeTrial } from '../../src/trials/execute-trial.ts';
import { loadDataset } from '../../src/trials/load-dataset.ts';
import { openStore } from '../../src/trials/store.ts';
import type { TrialConfig } from '../../src/trials/trial-config.ts';
import { version } from '../../src/version.ts';
import { smallParts } from './made-up.ts';

/** A study that was made by training every model in this process. */
export interface MadeStudy {
  /** Its answer. */
  readonly report: StudyReport;
  /** The folder of its trials. */
  readonly folder: string;
  /** Every trial that was made, in order. */
  readonly made: readonly TrialConfig[];
}

/** Plans a study of a data set, by its name or made for each seed, and trains all of it. */
export async function realStudy(
  dataset: string | ((seed: number) => Promise<Dataset>),
  plan: Partial<Omit<StudyPlan, 'training'>> & { readonly training?: Partial<StudyPlan['training']> },
): Promise<MadeStudy> {
  const { training, ...rest } = plan;
  const load = (seed: number): Promise<Dataset> =>
    typeof dataset === 'string'
      ? loadDataset({ dataset, seed, ...(training?.size && { size: training.size }) })
      : dataset(seed);
  const study = await planStudy(await load(0), {
    arms: [{ name: 'equal', strategy: 'equal' }],
    seeds: 2,
    engine: 'wasm',
    threads: 1,
    training: { ...smallParts({ hidden: [8] }), epochs: 3, batchSize: 16, learningRate: 0.01, ...training },
    ...rest,
  });
  const folder = mkdtempSync(join(tmpdir(), 'equipoise-real-study-'));
  writeStudies(folder, [study], { command: 'equipoise study', date: '2026-01-31', version });
  const made: TrialConfig[] = [];
  const [report] = await compare({
    studies: [study],
    store: openStore(folder, () => undefined),
    execute: (config) => {
      made.push(config);
      return executeTrial(config, { load: ({ seed }) => load(seed) });
    },
    sideBySide: 1,
  });
  if (!report) throw new Error('There is no report.');
  return { report, folder, made };
}
