import {
  type Dataset,
  random,
  type Random,
  sizeOf,
  type Split,
  type SplitName,
  type Task,
  type TensorSpec,
} from '@equipoise/core';

import type { Workload } from './workload.ts';

/** A data set that is all in memory. */
export interface DatasetInMemory extends Dataset {
  /** All its examples. */
  readonly splits: Readonly<Record<SplitName, Split>>;
}

/**
 * Examples and labels of noise for a workload: a step takes as long as on real ones.
 *
 * @param workload - What is trained on them.
 * @param batches - How many batches the training split holds.
 */
export function noiseDataset({ inputs, tasks, batch }: Workload, batches: number): DatasetInMemory {
  const source = random(0);
  const split = (size: number): Split => ({
    size,
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, spec]) => [name, inputsOf(spec, size, source)])),
    labels: Object.fromEntries(tasks.map((task) => [task.name, { values: labelsOf(task, size, source) }])),
  });
  const splits = { train: split(batch * batches), validation: split(1), test: split(1) };
  return { name: 'noise', inputs, tasks, splits };
}

function inputsOf(spec: TensorSpec, size: number, source: Random): Float32Array | Int32Array {
  const { vocabulary, columns } = spec;
  const length = size * sizeOf(spec);
  if (vocabulary !== undefined) return Int32Array.from({ length }, () => source.integer(vocabulary));
  if (!columns) return uniform(length, source);
  return Float32Array.from({ length }, (_, index) => {
    const levels = columns[index % columns.length]?.levels;
    return levels === undefined ? uniformNumber(source) : source.integer(levels);
  });
}

function labelsOf({ kind }: Task, size: number, source: Random): Float32Array {
  const { form, count } = kind.target;
  const length = size * sizeOf(kind.labels);
  if (form === 'numbers') return uniform(length, source);
  return Float32Array.from({ length }, () => source.integer(form === 'classes' ? count : 2));
}

function uniform(length: number, source: Random): Float32Array {
  return Float32Array.from({ length }, () => uniformNumber(source));
}

function uniformNumber(source: Random): number {
  return 2 * source.next() - 1;
}
