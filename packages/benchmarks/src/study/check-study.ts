import {
  architectureFromConfig,
  checkKnownOptions,
  type Dataset,
  encoderFromConfig,
  headFromConfig,
  InvalidOptionError,
  mlpHead,
  ModelGraph,
  optimizerFromConfig,
} from '@equipoise/core';

import { checkJudgeable } from '../final/held-out.ts';
import { monitorFromConfig } from '../trials/monitor.ts';
import { checkTrialConfig, trialConfig } from '../trials/trial-config.ts';
import { measureSlots } from './measures/measure-slots.ts';
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
    arms: true,
    seeds: true,
    firstSeed: true,
    splitSeed: true,
    tuning: true,
    floors: true,
    measures: true,
    monitor: true,
    training: true,
    engine: true,
    threads: true,
  });
  checkKnownOptions<TrainingConfig>('compare', plan.training, {
    encoder: true,
    architecture: true,
    head: true,
    optimizer: true,
    epochs: true,
    batchSize: true,
    learningRate: true,
    gradientScope: true,
    headPolicy: true,
    size: true,
  });
  const { arms, seeds, training, tuning, floors, measures, engine, threads } = plan;
  const searched = tuning?.trials ?? 0;
  const measured = measureSlots({ measures, tasks: dataset.tasks }).length;
  const ofArms = arms.reduce((sum, { groups }) => sum + (groups?.length ?? 1), 0);
  const trialsOfSeed = (ofArms + dataset.tasks.length + measured) * (1 + searched) + (floors === true ? 2 : 0);
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
      final: true,
      diagnoseEvery: 0,
      ...training,
      engine,
      threads,
    }),
  );
  if (plan.monitor) monitorFromConfig(plan.monitor).create(dataset);
  checkJudgeable(dataset);
  for (const { groups } of arms) if (groups) checkGroups(tasks, groups);
  for (const { architecture } of arms) checkModel(dataset, { ...training, ...(architecture && { architecture }) });
}

/** Makes sure that encoder and architecture can take the inputs, and that the optimizer can be made. */
function checkModel({ inputs, tasks }: Dataset, { encoder, architecture, head, optimizer }: TrainingConfig): void {
  optimizerFromConfig(optimizer);
  const parts = { encoder: encoderFromConfig(encoder), architecture: architectureFromConfig(architecture) };
  new ModelGraph({ inputs, tasks, head: head ? headFromConfig(head) : mlpHead(), ...parts });
}

/** Makes sure that every task is in one group. */
function checkGroups(tasks: readonly string[], groups: readonly (readonly string[])[]): void {
  const grouped = groups.flat();
  if (
    groups.every((group) => group.length > 0) &&
    grouped.length === tasks.length &&
    tasks.every((task) => grouped.includes(task))
  )
    return;
  throw new InvalidOptionError('compare', 'groups', `each of ${tasks.join(', ')} in one group`, groups);
}
