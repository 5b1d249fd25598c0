import type { Config } from '@equipoise/core';

import type { TableSource, TrialConfig } from '../trials/trial-config.ts';
import type { MeasurePlans } from './measures/plans.ts';
import type { Tuning } from './tuning.ts';

/** How models of a data set are trained: the same for the baselines and for every arm, before anything is searched. */
export type TrainingConfig = Pick<
  TrialConfig,
  | 'encoder'
  | 'architecture'
  | 'head'
  | 'optimizer'
  | 'epochs'
  | 'batchSize'
  | 'learningRate'
  | 'gradientScope'
  | 'headPolicy'
  | 'size'
>;

/** A question to the machine: arms against single-task baselines on one data set, several times over. */
export interface Study {
  /** The version of this package that its trials are for; this one when left out. */
  readonly version?: string;
  /** The data set's name in the registry; the file's name where it is a table of the user's own. */
  readonly dataset: string;
  /** The table, where the data set is one of the user's own. */
  readonly table?: TableSource | undefined;
  /** What is learnt. */
  readonly tasks: readonly StudyTask[];
  /** What is compared. */
  readonly arms: readonly Arm[];
  /** How many seeds. */
  readonly seeds: number;
  /**
   * The first of them; the others follow it.
   *
   * @defaultValue 0
   */
  readonly firstSeed?: number | undefined;
  /**
   * The seed of the one split that all seeds share, so that they differ in initialisation and order only.
   *
   * @defaultValue each seed splits the data anew
   */
  readonly splitSeed?: number | undefined;
  /**
   * What the epochs and trials of arms are compared by; a baseline is compared by the loss of its task.
   *
   * @defaultValue the mean over the tasks of the loss, relative to that of the best constant prediction
   */
  readonly monitor?: Config | undefined;
  /** How every model is trained. */
  readonly training: TrainingConfig;
  /**
   * How each arm and each baseline is tuned, all by the same number of trials.
   *
   * @defaultValue they are trained as `training` says
   */
  readonly tuning?: Tuning | undefined;
  /**
   * Whether there are trials of the constant prediction and of a linear model, which baselines must beat.
   *
   * @defaultValue false
   */
  readonly floors?: boolean | undefined;
  /** What is measured beside the comparison, such as the front of fixed weights; nothing when left out. */
  readonly measures?: MeasurePlans | undefined;
  /** What runs the steps. */
  readonly engine: TrialConfig['engine'];
  /** Threads that a step may use. */
  readonly threads: number;
  /** Steps between two measurements of the Gramian, for the report. */
  readonly diagnoseEvery: number;
}

/** What is compared in a study: a strategy, and an architecture where several are compared. */
export interface Arm {
  /** What results and reports call it. */
  readonly name: string;
  /** The strategy with its options, as `parseStrategy` reads it. */
  readonly strategy: string;
  /**
   * How its tasks share weights.
   *
   * @defaultValue as the training of the study has it
   */
  readonly architecture?: Config | undefined;
  /**
   * The tasks that are learnt together, a model for each group; every task is in one. A group of one task is the task's baseline.
   *
   * @defaultValue one model of all tasks
   */
  readonly groups?: readonly (readonly string[])[] | undefined;
  /** What is searched of the options of its strategy, where the study is tuned: as `searchOf` reads it. */
  readonly search?: Readonly<Record<string, unknown>> | undefined;
  /** Where its fixed weights come from when they are found by the study: the best point of the front, the means of another arm's weights, or what its own search found. */
  readonly weights?: FoundWeights | undefined;
}

/** Where fixed weights come from that a study finds. */
export type FoundWeights =
  { readonly of: 'front' } | { readonly of: 'search' } | { readonly of: 'arm'; readonly arm: string };

/** A task of a study, and how it is judged. */
export interface StudyTask {
  /** The task's name. */
  readonly name: string;
  /** What is reported; the first is the main one. */
  readonly metrics: readonly StudyMetric[];
}

/** A metric of a study. */
export interface StudyMetric {
  /** The metric's name. */
  readonly name: string;
  /** Whether more is better. */
  readonly higherIsBetter: boolean;
}

/**
 * The main metric of a task.
 *
 * @param task - The task.
 */
export function mainMetric(task: StudyTask): StudyMetric {
  return task.metrics[0] ?? { name: 'accuracy', higherIsBetter: true };
}

/**
 * The metrics of a task that Δm and ranks are made of: all but R², which orders models as RMSE does, and a change relative to
 * which means nothing near 0.
 *
 * @param task - The task.
 */
export function averagedMetrics(task: StudyTask): readonly StudyMetric[] {
  const kept = task.metrics.filter(({ name }) => name !== 'r2');
  return kept.length > 0 ? kept : task.metrics;
}

/**
 * The seeds of a study.
 *
 * @param study - The study.
 */
export function seedsOf({ seeds, firstSeed = 0 }: Pick<Study, 'seeds' | 'firstSeed'>): readonly number[] {
  return Array.from({ length: seeds }, (_, index) => firstSeed + index);
}
