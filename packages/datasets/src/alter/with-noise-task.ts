import {
  binary,
  choice,
  type Dataset,
  integer,
  optionsSchema,
  type OptionsOf,
  random,
  regression,
  text,
} from '@equipoise/core';

import type { DatasetInMemory } from '../class-balance.ts';
import { inMemory, withTask } from './in-memory.ts';

/** Options of {@link withNoiseTask}. */
export const noiseTaskOptions = optionsSchema('withNoiseTask', {
  name: text({ default: 'noise', meaning: 'the name of the task' }),
  kind: choice(['regression', 'binary'], { default: 'regression', meaning: 'what it asks for' }),
  seed: integer({ default: 0, meaning: 'what its labels are drawn by' }),
});

/** Options of {@link withNoiseTask}. */
export type NoiseTaskOptions = OptionsOf<typeof noiseTaskOptions>;

/**
 * A data set with one more task, whose labels are noise: nothing can be learned of it, and what it takes from the others is harm. A
 * regression has labels of the standard normal distribution, a binary task those of a coin.
 *
 * @example
 * const dataset = withNoiseTask(await datasets.penguins.load());
 *
 * @param dataset - Any data set in memory.
 * @param options - The name and the kind of the task.
 * @throws {@link @equipoise/core!DataError} when it has a task of that name, or is not in memory.
 */
export function withNoiseTask(dataset: Dataset, options: NoiseTaskOptions = {}): DatasetInMemory {
  const { owner } = noiseTaskOptions;
  const { name, kind, seed } = noiseTaskOptions.read(options);
  const ofNoise = kind === 'regression' ? regression() : binary();
  return withTask(owner, inMemory(owner, dataset), { name, kind: ofNoise }, ({ size }, split) => {
    const stream = random(seed).fork(split);
    const next = (): number => (kind === 'regression' ? stream.normal() : stream.integer(2));
    return { values: Float32Array.from({ length: size }, next) };
  });
}
