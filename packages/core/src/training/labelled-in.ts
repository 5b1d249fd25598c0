import type { Batch } from '../data/batch.ts';
import type { Task } from '../tasks/task.ts';

/**
 * The places of the tasks that a batch has labels for.
 *
 * @param batch - The batch.
 * @param tasks - The tasks.
 */
export function labelledIn({ labels }: Batch, tasks: readonly Task[]): readonly number[] {
  return [...tasks.keys()].filter((index) => {
    const name = tasks[index]?.name ?? '';
    const known = Object.hasOwn(labels, name) ? labels[name] : undefined;
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
export function rowsLabelledIn({ size, labels }: Batch, tasks: readonly Task[]): readonly number[] {
  const known = tasks.flatMap(({ name }) => (Object.hasOwn(labels, name) ? (labels[name] ?? []) : []));
  return Array.from({ length: size }, (_, row) => row).filter((row) =>
    known.some(({ mask, weight }) => [mask, weight].every((marks) => (marks ? Number(marks.data[row]) > 0 : true))),
  );
}
