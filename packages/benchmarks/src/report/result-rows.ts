import type { StudyResults } from '../study/study-results.ts';

/** One test metric of one final trial. */
export interface ResultRow {
  /** The data set. */
  readonly dataset: string;
  /** The arm; `single-task` for the model of a task alone. */
  readonly strategy: string;
  /** The seed. */
  readonly seed: number;
  /** The task. */
  readonly task: string;
  /** The metric. */
  readonly metric: string;
  /** Its value on the test split. */
  readonly test: number;
  /** Its value on the validation split; NaN where there is none. */
  readonly validation: number;
  /** The epoch of the parameters that were tested, from 0. */
  readonly bestEpoch: number;
  /** The median time of a training step. */
  readonly msPerStep: number;
  /** The engine that ran the steps. */
  readonly engine: string;
  /** The id of the trial. */
  readonly trial: string;
}

/** The members of a row, in the order of the columns of tables for other programs, and what each holds. */
export const resultColumns: Readonly<Record<keyof ResultRow, 'text' | 'whole' | 'number'>> = {
  dataset: 'text',
  strategy: 'text',
  seed: 'whole',
  task: 'text',
  metric: 'text',
  test: 'number',
  validation: 'number',
  bestEpoch: 'whole',
  msPerStep: 'number',
  engine: 'text',
  trial: 'text',
};

/** The names of the columns. */
export const resultColumnNames = Object.keys(resultColumns) as readonly (keyof ResultRow)[];

/**
 * The results of a study, a row for each final trial, task and metric: first those of the single-task models.
 *
 * @param results - The results of a study.
 */
export function resultRows(results: StudyResults): readonly ResultRow[] {
  const { study } = results;
  const groups = [
    ...study.tasks.map(({ name }) => ({ strategy: 'single-task', trials: results.baseline(name) })),
    ...study.arms.map((arm) => ({ strategy: arm.name, trials: results.of(arm) })),
  ];
  return groups.flatMap(({ strategy, trials }) =>
    trials.flatMap(({ id, config, test, validation, bestEpoch, msPerStep, engine }) =>
      Object.entries(test).flatMap(([task, metrics]) =>
        Object.entries(metrics).map(([metric, value]) => ({
          dataset: config.dataset,
          strategy,
          seed: config.seed,
          task,
          metric,
          test: value,
          validation: validation[task]?.[metric] ?? Number.NaN,
          bestEpoch,
          msPerStep,
          engine,
          trial: id,
        })),
      ),
    ),
  );
}
