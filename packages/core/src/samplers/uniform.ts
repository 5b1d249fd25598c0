import { configOf } from '../options/config.ts';
import { type NoOptions, optionsSchema } from '../options/options-schema.ts';
import type { Sampler } from './sampler.ts';

/** The options of {@link uniformSampling}: none. */
export const uniformSamplingOptions = optionsSchema('uniform', {});

/**
 * Every source as often as every other: the examples of a small source come again more often.
 *
 *     p_s = 1 / S
 *
 * S is the number of sources.
 *
 * @param options - None.
 * @throws {@link UnknownOptionError} when it is given any.
 */
export function uniformSampling(options: NoOptions = {}): Sampler {
  const read = uniformSamplingOptions.read(options);
  return { config: configOf('sampler', 'uniform', read), shares: ({ sizes }) => sizes.map(() => 1) };
}
