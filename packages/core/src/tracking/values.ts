import type { Evaluation } from '../model/evaluation.ts';
import type { EpochRecord, StepRecord } from '../training/history.ts';

/**
 * A step as trackers see it: the loss and the weight of each task, and the learning rate.
 *
 * @param step - The step.
 * @param tasks - The names of the tasks.
 */
export function stepValues(
  { losses, weights, learningRate }: StepRecord,
  tasks: readonly string[],
): Readonly<Record<string, number>> {
  return finiteValues([...taskValues('step/loss', tasks, losses), ...taskValues('step/weight', tasks, weights)], {
    learningRate,
  });
}

/**
 * An epoch as trackers see it: losses on both splits, mean weights, and metrics on the validation split.
 *
 * @param epoch - The epoch.
 * @param tasks - The names of the tasks.
 */
export function epochValues(
  { epoch, trainLosses, meanWeights, validation, monitored }: EpochRecord,
  tasks: readonly string[],
): Readonly<Record<string, number>> {
  return finiteValues(
    [
      ...taskValues('train/loss', tasks, trainLosses),
      ...taskValues('train/weight', tasks, meanWeights),
      ...evaluated('validation', validation),
    ],
    { epoch: epoch + 1, monitored },
  );
}

/**
 * Losses and metrics of a split as trackers see them.
 *
 * @param split - The split's name.
 * @param evaluation - How well a model does on it.
 */
export function evaluationValues(split: string, evaluation: Evaluation): Readonly<Record<string, number>> {
  return finiteValues(evaluated(split, evaluation));
}

/**
 * The numbers of each task by their paths: `train/loss/price`.
 *
 * @param path - What they are.
 * @param tasks - The names of the tasks.
 * @param values - The numbers.
 */
export function taskValues(
  path: string,
  tasks: readonly string[],
  values: readonly (number | null)[],
): readonly (readonly [string, number])[] {
  return tasks.map((task, index) => [`${path}/${task}`, values[index] ?? Number.NaN]);
}

/**
 * The metrics of each task by their paths: `validation/price/mae`.
 *
 * @param path - Of which split.
 * @param metrics - The metrics, by task and name.
 */
export function metricValues(path: string, metrics: Evaluation['metrics']): readonly (readonly [string, number])[] {
  return Object.entries(metrics).flatMap(([task, values]) =>
    Object.entries(values).map(([metric, value]) => [`${path}/${task}/${metric}`, value] as const),
  );
}

/**
 * The finite ones of some numbers: no tracker draws others.
 *
 * @param entries - The numbers, by name.
 * @param more - Further ones.
 */
export function finiteValues(
  entries: readonly (readonly [string, number])[],
  more: Readonly<Record<string, number>> = {},
): Readonly<Record<string, number>> {
  return Object.fromEntries([...entries, ...Object.entries(more)].filter(([, value]) => Number.isFinite(value)));
}

function evaluated(split: string, { losses, metrics }: Evaluation): readonly (readonly [string, number])[] {
  return [...taskValues(`${split}/loss`, Object.keys(losses), Object.values(losses)), ...metricValues(split, metrics)];
}
