import { type Dataset } from '../data/dataset.ts';
import { knownLabels } from '../data/known-labels.ts';
import { isSplit } from '../data/split-source.ts';
import type { Task } from '../tasks/task.ts';

/**
 * The tasks of a data set, with losses that have taken what they need from the training labels, such as balanced class weights.
 *
 * @param dataset - The data set.
 */
export function fittedTasks({ tasks, splits: { train } }: Dataset): readonly Task[] {
  return tasks.map((task) => {
    const { loss } = task.kind;
    if (!loss.fitted || !isSplit(train)) return task;
    const fitted = loss.fitted(knownLabels(task, train), task.kind.target);
    return { ...task, kind: Object.create(task.kind, { loss: { value: fitted, enumerable: true } }) as Task['kind'] };
  });
}
