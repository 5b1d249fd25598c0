import { type TrialConfig, trialConfig, type TableSource } from '../trials/trial-config.ts';

/** How models of a data set are trained: the same for the baselines and for every strategy. */
export type TrainingConfig = Pick<
  TrialConfig,
  | 'encoder'
  | 'architecture'
  | 'optimizer'
  | 'epochs'
  | 'batchSize'
  | 'learningRate'
  | 'gradientScope'
  | 'headPolicy'
  | 'size'
>;

/** A question to the machine: strategies against single-task baselines on one data set, several times over. */
export interface Study {
  /** The version of this package that its trials are for; this one when left out. */
  readonly version?: string;
  /** The data set's name in the registry; the file's name where it is a table of the user's own. */
  readonly dataset: string;
  /** The table, where the data set is one of the user's own. */
  readonly table?: TableSource | undefined;
  /** What is learnt. */
  readonly tasks: readonly StudyTask[];
  /** The strategies. */
  readonly strategies: readonly StudyStrategy[];
  /** How many seeds: 0 to one less. */
  readonly seeds: number;
  /** How every model is trained. */
  readonly setting: TrainingConfig;
  /** What runs the steps. */
  readonly engine: TrialConfig['engine'];
  /** Threads that a step may use. */
  readonly threads: number;
  /** Steps between two measurements of the Gramian, for the report. */
  readonly diagnoseEvery: number;
}

/** A strategy of a study. */
export interface StudyStrategy {
  /** What results and reports call it. */
  readonly name: string;
  /** The strategy with its options, as `parseStrategy` reads it. */
  readonly text: string;
}

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
 * The trial that trains one task alone.
 *
 * @param study - The study.
 * @param task - The task's name.
 * @param seed - The seed.
 */
export function baselineTrial(study: Study, task: string, seed: number): TrialConfig {
  const alone = { gradientScope: undefined, headPolicy: undefined, diagnoseEvery: 0 }; // One task has nothing to be compared with.
  return { ...sharedTrial(study, seed), tasks: [task], strategy: 'equal', ...alone };
}

/**
 * The trial that trains all tasks together.
 *
 * @param study - The study.
 * @param strategy - The strategy.
 * @param seed - The seed.
 */
export function strategyTrial(study: Study, strategy: StudyStrategy, seed: number): TrialConfig {
  return { ...sharedTrial(study, seed), strategy: strategy.text };
}

/**
 * Every trial of a study, seed by seed, so that a study that is stopped early holds whole seeds.
 *
 * @param study - The study.
 */
export function trialsOf(study: Study): readonly TrialConfig[] {
  return seedsOf(study).flatMap((seed) => [
    ...study.strategies.map((strategy) => strategyTrial(study, strategy, seed)),
    ...study.tasks.map(({ name }) => baselineTrial(study, name, seed)),
  ]);
}

/**
 * The seeds of a study.
 *
 * @param study - The study.
 */
export function seedsOf(study: Pick<Study, 'seeds'>): readonly number[] {
  return Array.from({ length: study.seeds }, (_, seed) => seed);
}

function sharedTrial(study: Study, seed: number): TrialConfig {
  const { version, dataset, table, tasks, setting, engine, threads, diagnoseEvery } = study;
  return trialConfig({
    dataset,
    ...(version === undefined ? {} : { version }),
    ...(table === undefined ? {} : { table }),
    tasks: tasks.map(({ name }) => name),
    strategy: 'equal',
    seed,
    ...setting,
    diagnoseEvery,
    engine,
    threads,
  });
}
