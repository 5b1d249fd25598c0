import { sizeOf } from '../size-of.ts';
import type { Task } from '../tasks/task.ts';
import { labelsOf, type Split } from './dataset.ts';
import { gatherRows, markedRows } from './gather.ts';

/**
 * The labels of the examples that have one, one after the other.
 *
 * @param task - The task.
 * @param split - The examples.
 */
export function knownLabels({ name, kind }: Task, split: Split): Float32Array | Int32Array {
  const known = labelsOf(split, name);
  if (!known) return new Float32Array(0);
  const { values, mask } = known;
  if (!mask) return values;
  return gatherRows(values, markedRows(mask), sizeOf(kind.labels));
}
