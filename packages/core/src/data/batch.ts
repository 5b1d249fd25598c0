import type { HostTensor } from '@equipoise/compiler';

import type { TensorSpec } from '../layers/layer.ts';
import type { Task } from '../tasks/task.ts';
import { type Inputs, labelsOf, type Split } from './dataset.ts';
import { sizeOf } from '../size-of.ts';

/** The labels of one task in a batch. */
export interface BatchLabels {
  /** The labels, 0 where one is missing: batch axis, then the label axes of the task's kind. */
  readonly values: HostTensor;
  /** 1 where an example has a label, 0 where it is missing; `null` when none can be missing. */
  readonly mask: HostTensor | null;
  /** How much each example counts; `null` when all count alike. */
  readonly weight: HostTensor | null;
}

/** Some examples as a training step takes them. */
export interface Batch {
  /** Number of examples. */
  readonly size: number;
  /** The examples of each input, batch axis first: all, or those of the sources that have the input. */
  readonly inputs: Inputs<HostTensor>;
  /** The labels of each task that the examples have labels for, by its name. */
  readonly labels: Readonly<Record<string, BatchLabels>>;
}

/** What examples are made of. */
export interface ExampleSpecs {
  /** What one example of each input is. */
  readonly inputs: Inputs<TensorSpec>;
  /** What is predicted. */
  readonly tasks: readonly Task[];
}

/**
 * Examples as tensors: a split of the size of a batch.
 *
 * @param split - The examples.
 * @param specs - What they are made of.
 */
export function batchOf(split: Split, { inputs, tasks }: ExampleSpecs): Batch {
  const { size } = split;
  const tensors = Object.entries(inputs).flatMap(([name, spec]) => {
    const values = split.inputs[name];
    return values ? [[name, { data: typed(values, spec), shape: [size, ...spec.shape] }]] : [];
  });
  const labels = tasks.flatMap(({ name, kind }) => {
    const known = labelsOf(split, name);
    if (!known) return [];
    const { mask, weight } = known;
    const values = {
      data: masked(typed(known.values, kind.labels), mask, sizeOf(kind.labels)),
      shape: [size, ...kind.labels.shape],
    };
    const vector = (of: ArrayLike<number> | undefined): HostTensor | null =>
      of ? { data: Float32Array.from(of), shape: [size] } : null;
    return [[name, { values, mask: vector(mask), weight: vector(weight) }]];
  });
  return {
    size,
    inputs: Object.fromEntries(tensors) as Batch['inputs'],
    labels: Object.fromEntries(labels) as Batch['labels'],
  };
}

function typed(values: Float32Array | Int32Array, { dtype }: TensorSpec): Float32Array | Int32Array {
  if (dtype === 'int32') return values instanceof Int32Array ? values : Int32Array.from(values);
  return values instanceof Float32Array ? values : Float32Array.from(values);
}

/** Labels with 0 where one is missing, whatever was written there. */
function masked(
  values: Float32Array | Int32Array,
  mask: Uint8Array | undefined,
  width: number,
): Float32Array | Int32Array {
  if (!mask?.includes(0)) return values;
  const clean = values.slice();
  mask.forEach((mark, row) => {
    if (mark === 0) clean.fill(0, row * width, (row + 1) * width);
  });
  return clean;
}
