import { configOf } from '../options/config.ts';
import { type NoOptions, optionsSchema } from '../options/options-schema.ts';
import type { Sampler } from './sampler.ts';

/** The options of {@link roundRobinSampling}: none. */
export const roundRobinSamplingOptions = optionsSchema('round-robin', {});

/**
 * One source after the other, a step each, in the order of the data set; nothing is drawn.
 *
 *     p_s = 1 for s = t mod S, else 0
 *
 * t is the step, and S the number of sources.
 *
 * @param options - None.
 * @throws {@link UnknownOptionError} when it is given any.
 */
export function roundRobinSampling(options: NoOptions = {}): Sampler {
  const read = roundRobinSamplingOptions.read(options);
  return {
    config: configOf('sampler', 'round-robin', read),
    shares: ({ sizes, step }) => sizes.map((_, source) => Number(step % sizes.length === source)),
  };
}
