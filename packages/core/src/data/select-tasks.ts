import type { Dataset } from './dataset.ts';
import { InvalidOptionError } from '../errors.ts';

/**
 * The same data set with some of its tasks only: what a single-task baseline is trained on.
 *
 * @param dataset - The data set.
 * @param names - The tasks to keep, in this order.
 * @throws {@link InvalidOptionError} when the data set has no task of a name.
 */
export function selectTasks(dataset: Dataset, names: readonly string[]): Dataset {
  const tasks = names.map((name) => {
    const task = dataset.tasks.find((candidate) => candidate.name === name);
    if (!task) {
      const known = dataset.tasks.map((candidate) => candidate.name).join(', ');
      throw new InvalidOptionError(`data set ${dataset.name}`, 'tasks', `among ${known}`, name);
    }
    return task;
  });
  return { ...dataset, tasks };
}
