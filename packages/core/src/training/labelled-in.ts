import type { Batch } from '../data/batch.ts';
import { labelsOf } from '../data/dataset.ts';
import type { Task } from '../tasks/task.ts';

/**
 * The places of the tasks that a batch has labels for.
 *
 * @param batch - The batch.
 * @param tasks - The tasks.
 */
export function labelledIn(batch: Batch, tasks: readonly Task[]): readonly number[] {
  return [...tasks.keys()].filter((index) => {
    const known = labelsOf(batch, tasks[index]?.name ?? '');
    return (
      known !== undefined && [known.mask, known.weight].every((marks) => marks?.data.some((mark) => mark > 0) ?? true)
    );
  });
}

/**
 * The rows of a batch that have a label that counts.
 *
 * @param batch - The batch.
 * @param tasks - The tasks.
 */
export function rowsLabelledIn(batch: Batch, tasks: readonly Task[]): readonly number[] {
  const known = tasks.flatMap(({ name }) => labelsOf(batch, name) ?? []);
  return Array.from({ length: batch.size }, (_, row) => row).filter((row) =>
    known.some(({ mask, weight }) => [mask, weight].every((marks) => (marks ? Number(marks.data[row]) > 0 : true))),
  );
}
