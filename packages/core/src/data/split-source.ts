import type { TensorSpec } from '../layers/layer.ts';
import type { Task } from '../tasks/task.ts';
import { type DataSource, type Inputs, type Labels, labelsOf, type Split } from './dataset.ts';
import { gatherRows } from './gather.ts';
import { sizeOf } from '../size-of.ts';

/**
 * Chosen examples of a split in memory.
 *
 * @param split - The split.
 * @param indices - Which examples, in order.
 * @param specs - What an example is.
 */
export function gatherSplit(
  split: Split,
  indices: Uint32Array,
  specs: { readonly inputs: Inputs<TensorSpec>; readonly tasks: readonly Task[] },
): Split {
  const inputs = Object.entries(specs.inputs).flatMap(([name, spec]) => {
    const values = split.inputs[name];
    return values ? [[name, gatherRows(values, indices, sizeOf(spec))]] : [];
  });
  const labels = specs.tasks.flatMap(({ name, kind }) => {
    const known = labelsOf(split, name);
    return known ? [[name, gatherLabels(known, indices, sizeOf(kind.labels))]] : [];
  });
  return {
    size: indices.length,
    inputs: Object.fromEntries(inputs) as Split['inputs'],
    labels: Object.fromEntries(labels) as Split['labels'],
  };
}

function gatherLabels({ values, mask, weight }: Labels, indices: Uint32Array, width: number): Labels {
  return {
    values: gatherRows(values, indices, width),
    ...(mask && { mask: gatherRows(mask, indices, 1) }),
    ...(weight && { weight: gatherRows(weight, indices, 1) }),
  };
}

/**
 * Whether examples are all in memory.
 *
 * @param examples - A split or a source.
 */
export function isSplit(examples: Split | DataSource): examples is Split {
  return !('gather' in examples);
}
