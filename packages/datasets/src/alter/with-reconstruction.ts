import {
  type Dataset,
  InvalidOptionError,
  labelsOf,
  optionsSchema,
  type OptionsOf,
  reconstruction,
  sizeOf,
  text,
} from '@equipoise/core';

import type { DatasetInMemory } from '../class-balance.ts';
import { inMemory, taskOf, withTask } from './in-memory.ts';

/** Options of {@link withReconstruction}. */
export const reconstructionTaskOptions = optionsSchema('withReconstruction', {
  input: text({ otherwise: 'the only input', meaning: 'the input that is restored' }),
  anomaly: text({ otherwise: 'no anomaly is known', meaning: 'a binary task whose yes marks a known anomaly' }),
  name: text({ default: 'reconstruction', meaning: 'the name of the task' }),
});

/** Options of {@link withReconstruction}. */
export type ReconstructionTaskOptions = OptionsOf<typeof reconstructionTaskOptions>;

/**
 * A data set with the task to restore an input, by which anomalies are found: its labels are the numbers of the input. Known anomalies are not learnt from,
 * and are what the error is measured by.
 *
 * @example
 * const dataset = withReconstruction(transactions, { anomaly: 'fraud' });
 *
 * @param dataset - Any data set in memory.
 * @param options - The input, the task that marks anomalies, and the name of the new task.
 * @throws {@link @equipoise/core!InvalidOptionError} when the input is none of numbers, or the task is not binary; {@link @equipoise/core!DataError} when
 *   there is no such task, or one of the new name.
 */
export function withReconstruction(dataset: Dataset, options: ReconstructionTaskOptions = {}): DatasetInMemory {
  const { owner } = reconstructionTaskOptions;
  const names = Object.keys(dataset.inputs);
  const { input = names.length === 1 ? names[0] : undefined, anomaly, name } = reconstructionTaskOptions.read(options);
  const spec = Object.entries(dataset.inputs).find(([each]) => each === input)?.[1];
  if (input === undefined || spec?.dtype !== 'float32') {
    throw new InvalidOptionError(owner, 'input', `an input of numbers, among ${names.join(', ')}`, input);
  }
  if (anomaly !== undefined && taskOf(owner, dataset, anomaly).kind.name !== 'binary') {
    throw new InvalidOptionError(owner, 'anomaly', 'a binary task', anomaly);
  }
  const size = sizeOf(spec);
  return withTask(owner, inMemory(owner, dataset), { name, kind: reconstruction({ size }) }, (split) => {
    const values = new Float32Array(split.size * (size + 1));
    const from = split.inputs[input] ?? new Float32Array(0);
    const marks = anomaly === undefined ? undefined : labelsOf(split, anomaly);
    for (let row = 0; row < split.size; row += 1) {
      values.set(from.subarray(row * size, (row + 1) * size), row * (size + 1));
      const isMarked = marks?.values[row] === 1 && marks.mask?.[row] !== 0;
      values[row * (size + 1) + size] = isMarked ? 1 : 0;
    }
    return { values };
  });
}
