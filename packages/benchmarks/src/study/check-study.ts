import {
  architectureFromConfig,
  checkKnownOptions,
  checkTrainable,
  DataError,
  type Dataset,
  encoderFromConfig,
  InvalidOptionError,
  labelsOf,
  mlpHead,
  ModelGraph,
  optimizerFromConfig,
} from '@equipoise/core';

import { checkTrialConfig, trialConfig } from '../trials/trial-config.ts';
import type { TrainingConfig, Study } from './study.ts';

/** What a study is planned from, beside its data. */
export type StudyPlan = Omit<Study, 'version' | 'dataset' | 'tasks' | 'diagnoseEvery'>;

/** A study with more trials is refused as a mistake. */
const mostTrials = 10_000;

/**
 * Finds what is wrong with a study before anything is trained: options that do not exist, numbers out of range, too many trials, and data that a
 * model cannot be trained and judged on.
 *
 * @param dataset - The data set, loaded.
 * @param plan - The rest of the study.
 * @throws {@link @equipoise/core!EquipoiseError} in one sentence.
 */
export function checkStudy(dataset: Dataset, plan: StudyPlan): void {
  checkKnownOptions<StudyPlan>('compare', plan, {
    table: true,
    strategies: true,
    seeds: true,
    setting: true,
    engine: true,
    threads: true,
  });
  checkKnownOptions<TrainingConfig>('compare', plan.setting, {
    encoder: true,
    architecture: true,
    optimizer: true,
    epochs: true,
    batchSize: true,
    learningRate: true,
    gradientScope: true,
    headPolicy: true,
    size: true,
  });
  const { seeds, strategies, setting, engine, threads } = plan;
  const trialsOfSeed = strategies.length + dataset.tasks.length;
  const most = Math.floor(mostTrials / trialsOfSeed);
  if (!(Number.isInteger(seeds) && seeds >= 1 && seeds <= most)) {
    const expected = `a whole number from 1 to ${most}, for at most ${mostTrials} trials with ${trialsOfSeed} a seed`;
    throw new InvalidOptionError('compare', 'seeds', expected, seeds);
  }
  const tasks = dataset.tasks.map(({ name }) => name);
  checkTrialConfig(
    'compare',
    trialConfig({
      dataset: dataset.name,
      tasks,
      strategy: 'equal',
      seed: 0,
      diagnoseEvery: 0,
      ...setting,
      engine,
      threads,
    }),
  );
  checkJudgeable(dataset);
  checkModel(dataset, setting);
}

/** Makes sure that encoder and architecture can take the inputs, and that the optimizer can be made. */
function checkModel({ inputs, tasks }: Dataset, { encoder, architecture, optimizer }: TrainingConfig): void {
  optimizerFromConfig(optimizer);
  const parts = { encoder: encoderFromConfig(encoder), architecture: architectureFromConfig(architecture) };
  new ModelGraph({ inputs, tasks, head: mlpHead(), ...parts });
}

/**
 * Makes sure that every task of a data set can be learnt, chosen by and reported on: that it has labels in all three splits.
 *
 * @param dataset - The data set.
 * @throws {@link @equipoise/core!DataError} that names the task.
 */
export function checkJudgeable(dataset: Dataset): void {
  checkTrainable(dataset);
  for (const split of ['validation', 'test'] as const) {
    for (const { name } of dataset.tasks) {
      const examples = dataset.splits[split];
      const labels = examples && labelsOf(examples, name);
      if (labels && (!labels.mask || labels.mask.includes(1))) continue;
      throw new DataError(`${dataset.name}, ${split}: the task ${name} must have a label, has none.`);
    }
  }
}
