import type { Dataset } from '../data/dataset.ts';
import type { Evaluation } from '../model/evaluation.ts';
import type { Configurable } from '../options/config.ts';

/** What epochs are compared by: for the best one, early stopping, and schedules that wait for a plateau. */
export interface Monitor extends Configurable {
  /**
   * Prepares the comparison.
   *
   * @param dataset - The data set.
   * @returns The value of an epoch, lower is better, from the model's evaluation on the validation split.
   * @throws {@link DataError} when nothing can be compared.
   */
  create(dataset: Dataset): (evaluation: Evaluation) => number;
}
