import { type Dataset, type InputSpec, inputShape, random, type Random, type Split, type Task } from '@equipoise/core';

import type { Workload } from './workload.ts';

/**
 * Examples and labels of noise for a workload: a step takes as long as on real ones.
 *
 * @param workload - What is trained on them.
 * @param batches - How many batches the training split holds.
 */
export function noiseDataset({ input, tasks, batch }: Workload, batches: number): Dataset {
  const source = random(0);
  const split = (size: number): Split => ({
    size,
    inputs: inputsOf(input, size, source),
    labels: Object.fromEntries(tasks.map((task) => [task.name, { values: labelsOf(task, size, source) }])),
  });
  const splits = { train: split(batch * batches), validation: split(1), test: split(1) };
  return { name: 'noise', input, tasks, splits };
}

function inputsOf(input: InputSpec, size: number, source: Random): Split['inputs'] {
  const length = inputShape(input).reduce((product, side) => product * side, size);
  if (input.kind === 'text') return Int32Array.from({ length }, () => source.integer(input.vocabulary));
  return uniform(length, source);
}

function labelsOf({ kind, outputs = 1 }: Task, size: number, source: Random): Float32Array {
  if (kind === 'regression') return uniform(size * outputs, source);
  if (kind === 'multiclass') return Float32Array.from({ length: size }, () => source.integer(outputs));
  return Float32Array.from({ length: size * outputs }, () => source.integer(2));
}

function uniform(length: number, source: Random): Float32Array {
  return Float32Array.from({ length }, () => 2 * source.next() - 1);
}
