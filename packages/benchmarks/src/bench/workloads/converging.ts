import { binary, random, sizeOf, type Split, type Task, type TensorSpec } from '@equipoise/core';

import { type DatasetInMemory, noiseDataset } from './noise.ts';
import type { Workload } from './workload.ts';

/**
 * A workload whose losses can go to zero: all its tasks have one yes-or-no answer, a regression is a binary task here, and
 * the answer can be read off every number of an example. Probabilities then grow without an end towards certainty, and
 * gradients, and with them Adam's moments, fall below the smallest normal numbers of a processor.
 *
 * @param workload - The workload.
 */
export function converging(workload: Workload): Workload {
  const tasks = workload.tasks.map((task): Task =>
    task.kind.target.form === 'numbers' ? { ...task, kind: binary() } : task,
  );
  return { ...workload, tasks };
}

/**
 * Examples for a workload whose losses can go to zero.
 *
 * @param workload - What {@link converging} gave.
 * @param batches - How many batches the training split holds.
 */
export function convergingDataset(workload: Workload, batches: number): DatasetInMemory {
  const { splits, ...dataset } = noiseDataset(workload, batches);
  const source = random(1);
  const answered = (split: Split): Split => {
    const answers = Float32Array.from({ length: split.size }, (_, example) =>
      example < 2 ? example : source.integer(2),
    );
    const inputs = Object.entries(dataset.inputs).map(([name, spec]) => {
      const [values, width] = [split.inputs[name] ?? new Float32Array(0), sizeOf(spec)];
      return [
        name,
        values.map((value, index) => telling(spec, value, answers[Math.floor(index / width)] ?? 0)),
      ] as const;
    });
    const labels = Object.entries(split.labels).map(([task, { values }]) => {
      const perExample = values.length / split.size;
      return [task, { values: values.map((_, index) => answers[Math.floor(index / perExample)] ?? 0) }] as const;
    });
    return { size: split.size, inputs: Object.fromEntries(inputs), labels: Object.fromEntries(labels) };
  };
  const two = noiseDataset({ ...workload, batch: 2 }, 1).splits.train;
  return { ...dataset, splits: { train: answered(splits.train), validation: answered(two), test: answered(two) } };
}

/** A number that tells the answer: a token of either half of the vocabulary; another number half as far from −½ or ½ as it was from 0. */
function telling({ vocabulary }: TensorSpec, value: number, answer: number): number {
  return vocabulary === undefined ? value / 2 + answer - 0.5 : Math.floor((value + answer * vocabulary) / 2);
}
