import type { TensorSpec } from '../layers/layer.ts';
import type { Task } from '../tasks/task.ts';
import { type DataSource, type Inputs, type Labels, labelsOf, sizeOf, type Split } from './dataset.ts';

/** From this length on, `set` copies a row faster than a loop. */
const longRow = 16;

/**
 * Rows of an array of examples, in a new array.
 *
 * @param from - The examples one after the other.
 * @param indices - Which ones.
 * @param width - Values of an example.
 */
export function gatherRows<Values extends Float32Array | Int32Array | Uint8Array>(
  from: Values,
  indices: Uint32Array,
  width: number,
): Values {
  const to = new (from.constructor as new (length: number) => Values)(indices.length * width);
  if (width >= longRow) {
    indices.forEach((row, index) => {
      to.set(from.subarray(row * width, (row + 1) * width), index * width);
    });
    return to;
  }
  for (let index = 0; index < indices.length; index += 1) {
    const start = (indices[index] ?? 0) * width;
    for (let at = 0; at < width; at += 1) to[index * width + at] = from[start + at] ?? 0;
  }
  return to;
}

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
  const inputs = Object.entries(specs.inputs).map(([name, spec]) => {
    const values = split.inputs[name];
    return [name, values && gatherRows(values, indices, sizeOf(spec))];
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
