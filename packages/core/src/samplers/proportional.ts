import { configOf } from '../options/config.ts';
import { type NoOptions, optionsSchema } from '../options/options-schema.ts';
import type { Sampler } from './sampler.ts';

/** The options of {@link proportionalSampling}: none. */
export const proportionalSamplingOptions = optionsSchema('proportional', {});

/**
 * Every example as often as every other, whichever source it is of: an epoch is one pass over each source, on average.
 *
 *     p_s ∝ n_s
 *
 * n_s is the number of training examples of source s.
 *
 * @param options - None.
 * @throws {@link UnknownOptionError} when it is given any.
 * @see V. Sanh, T. Wolf, S. Ruder. A Hierarchical Multi-Task Approach for Learning Embeddings from Semantic Tasks. AAAI 2019.
 *   https://arxiv.org/abs/1811.06031
 */
export function proportionalSampling(options: NoOptions = {}): Sampler {
  const read = proportionalSamplingOptions.read(options);
  return { config: configOf('sampler', 'proportional', read), shares: ({ sizes }) => sizes };
}
