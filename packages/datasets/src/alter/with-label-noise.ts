import {
  type Dataset,
  integer,
  InvalidOptionError,
  number,
  optionsSchema,
  type OptionsOf,
  type Random,
  random,
  sizeOf,
  type Task,
  text,
} from '@equipoise/core';

import type { DatasetInMemory } from '../class-balance.ts';
import { fitScale } from '../table/fit-scale.ts';
import { inMemory, labelsIn, taskOf, withLabels } from './in-memory.ts';

/** Options of {@link withLabelNoise}. */
export const labelNoiseOptions = optionsSchema('withLabelNoise', {
  task: text({ required: true, meaning: 'the task' }),
  amount: number({
    required: true,
    min: 0,
    meaning:
      'of classes, labels and tags: the share of the training labels that is wrong, at most 1; of numbers: the deviation of what is added, in ' +
      'deviations of the training labels',
  }),
  seed: integer({ default: 0, meaning: 'which labels are wrong, and how' }),
});

/** Options of {@link withLabelNoise}: task and amount must be given. */
export type LabelNoiseOptions = OptionsOf<typeof labelNoiseOptions> & {
  readonly task: string;
  readonly amount: number;
};

/**
 * A data set in which training labels of a task are wrong: a class becomes another one, each as likely, a yes a no; a number gets normal
 * noise. Validation and test labels are as they were.
 *
 * @example
 * const dataset = withLabelNoise(await datasets.penguins.load(), { task: 'species', amount: 0.2 });
 *
 * @param dataset - Any data set in memory.
 * @param options - The task, and how wrong its labels are.
 * @throws {@link @equipoise/core!DataError} when there is no such task.
 * @throws {@link @equipoise/core!InvalidOptionError} when the amount is above 1 for a task that predicts no numbers, or the task predicts numbers of pixels, of
 *   which some may have no label.
 */
export function withLabelNoise(dataset: Dataset, options: LabelNoiseOptions): DatasetInMemory {
  const { owner } = labelNoiseOptions;
  const { task, amount, seed } = labelNoiseOptions.read(options);
  const own = taskOf(owner, dataset, task);
  if (amount > 1 && own.kind.target.form !== 'numbers') {
    throw new InvalidOptionError(owner, 'amount', `at most 1 for ${task}, a share of its labels`, amount);
  }
  if (own.kind.target.form === 'numbers' && own.kind.labels.shape.length > 1) {
    // Noise would give a label to the pixels that have none.
    throw new InvalidOptionError(owner, 'task', 'no task that predicts numbers of pixels', task);
  }
  return withLabels(inMemory(owner, dataset), task, (split, name) => {
    if (name !== 'train') return undefined;
    const labels = labelsIn(split, task);
    const values = labels.values.slice();
    const spoil = spoiler(own, amount, random(seed), labelled(labels.values, labels.mask, sizeOf(own.kind.labels)));
    values.forEach((value, index) => {
      values[index] = spoil(value);
    });
    return { ...labels, values };
  });
}

/** Makes a label wrong, as often or as much as was asked for. */
function spoiler({ kind }: Task, amount: number, stream: Random, values: ArrayLike<number>): (label: number) => number {
  const { form, count } = kind.target;
  if (form === 'numbers') {
    const { deviation } = fitScale(values);
    return (label) => label + amount * deviation * stream.normal();
  }
  return (label) => {
    if (stream.next() >= amount || label < 0) return label; // −1: a token without a tag.
    return form === 'labels' ? 1 - label : (label + 1 + stream.integer(count - 1)) % count;
  };
}

function labelled(values: Float32Array | Int32Array, mask: Uint8Array | undefined, width: number): ArrayLike<number> {
  return mask ? values.filter((_, index) => mask[Math.floor(index / width)] === 1) : values;
}
