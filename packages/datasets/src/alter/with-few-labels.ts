import { type Dataset, integer, number, optionsSchema, type OptionsOf, random, text } from '@equipoise/core';

import type { DatasetInMemory } from '../class-balance.ts';
import { inMemory, labelsIn, taskOf, withLabels } from './in-memory.ts';

/** Options of {@link withFewLabels}. */
export const fewLabelsOptions = optionsSchema('withFewLabels', {
  task: text({ required: true, meaning: 'the task' }),
  share: number({ required: true, above: 0, max: 1, meaning: 'the share of its training labels that is kept' }),
  seed: integer({ default: 0, meaning: 'which are kept: a smaller share is a part of a larger one' }),
});

/** Options of {@link withFewLabels}: task and share must be given. */
export type FewLabelsOptions = OptionsOf<typeof fewLabelsOptions> & { readonly task: string; readonly share: number };

/**
 * A data set in which a task has few training labels; at least one stays. Validation and test labels are as they were.
 *
 * @example
 * const dataset = withFewLabels(await datasets.penguins.load(), { task: 'island', share: 0.05 });
 *
 * @param dataset - Any data set in memory.
 * @param options - The task, and the share of its labels.
 * @throws {@link @equipoise/core!DataError} when there is no such task.
 */
export function withFewLabels(dataset: Dataset, options: FewLabelsOptions): DatasetInMemory {
  const { owner } = fewLabelsOptions;
  const { task, share, seed } = fewLabelsOptions.read(options);
  taskOf(owner, dataset, task);
  return withLabels(inMemory(owner, dataset), task, (split, name) => {
    if (name !== 'train') return undefined;
    const labels = labelsIn(split, task);
    const order = random(seed).permutation(split.size);
    const labelled = order.filter((row) => labels.mask?.[row] !== 0);
    const mask = new Uint8Array(split.size);
    for (const row of labelled.subarray(0, Math.max(1, Math.round(share * labelled.length)))) mask[row] = 1;
    return { ...labels, mask };
  });
}
