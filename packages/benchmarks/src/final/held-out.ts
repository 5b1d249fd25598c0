import { createHash } from 'node:crypto';

import {
  checkTrainable,
  DataError,
  type Dataset,
  type Evaluation,
  labelsOf,
  type MultiTaskModel,
  type Split,
} from '@equipoise/core';

/** A data set whose test split is out of reach of everything but {@link HeldOut.score}. */
export interface HeldOut {
  /** The data set without its test split: what models are trained and chosen on. */
  readonly development: Dataset;
  /**
   * Measures a model on the test split.
   *
   * @param model - The model, chosen by then.
   */
  score(model: MultiTaskModel): Promise<Evaluation>;
}

/**
 * Takes the test split away from a data set. This module is the only one that reads it, and final trials are the only ones that call
 * {@link HeldOut.score}: what is chosen is chosen on the validation split.
 *
 * @param dataset - The data set.
 */
export function holdOut(dataset: Dataset): HeldOut {
  const { test, ...rest } = dataset.splits;
  return {
    development: { ...dataset, splits: rest },
    async score(model) {
      if (!test) throw new DataError(`${dataset.name}: must have a split \`test\` to report on.`);
      return await model.evaluate(test);
    },
  };
}

/** The sizes of the splits of a data set, and a digest of the test split. */
export interface SplitSizes {
  /**
   *
   */
  readonly train: number;
  /**
   *
   */
  readonly validation: number;
  /**
   *
   */
  readonly test: number;
  /** Equal for equal test splits; empty where it was not asked for. */
  readonly testSplit: string;
}

/**
 * How many examples a model is trained, chosen and tested on: what intervals over seeds that split the same rows are corrected by.
 *
 * @param dataset - The data set.
 * @param final - Whether the test split may be read, for its digest.
 */
export function splitSizes({ splits: { train, validation, test } }: Dataset, final: boolean): SplitSizes {
  return {
    train: train.size,
    validation: validation.size,
    test: test?.size ?? 0,
    testSplit: final && test ? digestOf(test) : '',
  };
}

function digestOf({ inputs, labels }: Split): string {
  const hash = createHash('sha256');
  for (const values of [...Object.values(inputs), ...Object.values(labels).map((each) => each.values)]) {
    hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
  return hash.digest('hex').slice(0, 12);
}

/**
 * Makes sure that every task of a data set can be learnt, chosen by and reported on: that it has labels in all three splits. Of the
 * test split it sees whether there are labels, not which.
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
