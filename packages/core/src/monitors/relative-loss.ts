import { type Dataset, labelsOf, type Split } from '../data/dataset.ts';
import { knownLabels } from '../data/known-labels.ts';
import { isSplit } from '../data/split-source.ts';
import { DataError } from '../errors.ts';
import type { Task } from '../tasks/task.ts';
import type { Monitor } from './monitor.ts';

/**
 * The mean over the tasks of the validation loss in units of that of the best constant prediction, so that tasks of different scales
 * count alike. The constant is that of the training labels, and of the validation labels where the training examples are not in memory. A task whose validation
 * labels are missing or constant does not count; the unit is 1 where the loss knows no constant prediction.
 */
export function relativeLoss(): Monitor {
  return {
    config: { kind: 'monitor', name: 'relative-loss', options: {} },
    create(dataset) {
      const units = unitsOf(dataset);
      return ({ losses }) => {
        const ratios = units.map(([task, unit]) => (losses[task] ?? Number.NaN) / unit);
        return ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
      };
    },
  };
}

function unitsOf({ name, tasks, splits: { train, validation } }: Dataset): readonly (readonly [string, number])[] {
  const units = tasks
    .filter((task) => labelsOf(validation, task.name))
    .map((task) => [task.name, unitOf(task, isSplit(train) ? train : undefined, validation)] as const)
    .filter(([, unit]) => unit > 0);
  if (units.length > 0) return units;
  throw new DataError(`${name}, validation: at least one task must have labels that differ from a constant, none has.`);
}

function unitOf(task: Task, train: Split | undefined, validation: Split): number {
  const { loss, target } = task.kind;
  const measured = knownLabels(task, validation);
  if (measured.length === 0) return 0;
  return loss.constant?.(train ? knownLabels(task, train) : measured, measured, target) ?? 1;
}
