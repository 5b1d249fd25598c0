import { type Dataset, DataError, didYouMean, InvalidOptionError, labelsOf } from '@equipoise/core';

import type { MeasurePlans } from './plans.ts';

/** The usual shares of labels. */
const usual = [0.01, 0.03, 0.1, 0.3, 1];
/** A model of fewer labels says nothing. */
const fewest = 10;

/**
 * The measures of a study with the shares of labels filled in: of the usual ones those that leave at least ten labels.
 *
 * @param dataset - The data set.
 * @param measures - What is measured.
 * @throws {@link @equipoise/core!InvalidOptionError} when there is no such task, or a share leaves fewer than ten labels;
 *   {@link @equipoise/core!DataError} when the training examples are not in memory.
 */
export function withUsualShares(dataset: Dataset, measures: MeasurePlans | undefined): MeasurePlans | undefined {
  if (!measures?.dataEfficiency) return measures;
  const { task, shares } = measures.dataEfficiency;
  const names = dataset.tasks.map(({ name }) => name);
  if (!names.includes(task)) {
    throw new InvalidOptionError(
      'study',
      'dataEfficiency.task',
      `one of ${names.join(', ')}${didYouMean(task, names)}`,
      task,
    );
  }
  const { train } = dataset.splits;
  if ('gather' in train) {
    throw new DataError(`${dataset.name}: must have its training examples in memory for \`dataEfficiency\`.`);
  }
  const labels = labelsOf(train, task);
  const count = labels?.mask ? labels.mask.reduce((sum, mark) => sum + mark, 0) : train.size;
  const enough = (share: number): boolean => Math.round(share * count) >= fewest;
  const few = shares?.find((share) => !enough(share));
  if (few !== undefined) {
    const expected = `shares of the ${count} labels that leave at least ${fewest}`;
    throw new InvalidOptionError('study', 'dataEfficiency.shares', expected, few);
  }
  return { ...measures, dataEfficiency: { task, shares: [...(shares ?? usual.filter(enough))].sort((a, b) => a - b) } };
}
