import { configOf } from '../options/config.ts';
import { integer, number } from '../options/option.ts';
import { type OptionsOf, optionsSchema } from '../options/options-schema.ts';
import { power } from '../power.ts';
import type { Sampler } from './sampler.ts';

/** The options of {@link temperatureSampling}. */
export const temperatureSamplingOptions = optionsSchema('temperature', {
  temperature: number({
    default: 2,
    min: 1,
    scale: 'log',
    search: [1, 10],
    meaning: 'T: 1 is proportional to the sizes, a large one nearly uniform',
  }),
  limit: integer({
    min: 1,
    otherwise: 'none',
    meaning: 'K, the size that a larger source counts as',
  }),
});

/**
 * Between proportional and uniform: small sources are drawn more often than their size says.
 *
 *     p_s ∝ min(n_s, K)^(1/T)
 *
 * n_s is the number of training examples of source s. The paper of T5 calls it temperature-scaled mixing; multilingual BERT draws its
 * languages with 1/T = 0.7.
 *
 * @param options - T and K.
 * @throws {@link InvalidOptionError} for an option out of range, {@link UnknownOptionError} for one that does not exist.
 * @see C. Raffel et al. Exploring the Limits of Transfer Learning with a Unified Text-to-Text Transformer. JMLR 2020, section 3.5.2.
 *   https://arxiv.org/abs/1910.10683
 */
export function temperatureSampling(options: OptionsOf<typeof temperatureSamplingOptions> = {}): Sampler {
  const read = temperatureSamplingOptions.read(options);
  const { temperature: degrees, limit = Infinity } = read;
  return {
    config: configOf('sampler', 'temperature', read),
    shares: ({ sizes }) => sizes.map((size) => power(Math.min(size, limit), 1 / degrees)),
  };
}
