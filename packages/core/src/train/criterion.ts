import { type Dataset, labelsOf } from '../dataset.ts';
import { DataError } from '../errors.ts';
import type { CompleteTask } from '../task.ts';
import { constantPredictionLoss } from './constant-prediction.ts';
import { requireFinite } from './finite.ts';
import type { Evaluation } from './history.ts';

/** What the best epoch is chosen by: the mean over the tasks of the loss in units of a constant prediction's. */
export class Criterion {
  readonly #units: ReadonlyMap<string, number>;

  /**
   * @param dataset - Where the labels are.
   * @param tasks - Its tasks.
   * @throws {@link DataError} when no task has validation labels to choose by.
   */
  constructor(dataset: Dataset, tasks: readonly CompleteTask[]) {
    const { train, validation } = dataset.splits;
    const units = tasks.map((task): [string, number] => {
      const [training, measured] = [labelsOf(train, task.name), labelsOf(validation, task.name)];
      return [task.name, constantPredictionLoss(task, training, measured)];
    });
    // A task whose validation labels are missing or constant does not count.
    this.#units = new Map(units.filter(([, unit]) => unit > 0));
    if (this.#units.size === 0) {
      throw new DataError(
        `${dataset.name}, validation: at least one task must have labels that differ from a constant, none has.`,
      );
    }
  }

  /**
   * The criterion, lower is better.
   *
   * @param evaluation - A model on the validation split.
   * @param epoch - The epoch that it was measured after, for the error.
   * @throws {@link NonFiniteError} when a loss is not a finite number.
   */
  of(evaluation: Evaluation, epoch: number): number {
    const units = [...this.#units];
    const losses = units.map(([task]) => evaluation.losses[task] ?? Number.NaN);
    requireFinite(losses, (index) => `the validation loss of task ${units[index]?.[0]} after epoch ${epoch}`);
    const ratios = units.map(([, unit], index) => (losses[index] ?? Number.NaN) / unit);
    return ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
  }
}
