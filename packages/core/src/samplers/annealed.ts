import { configOf } from '../options/config.ts';
import { number } from '../options/option.ts';
import { type OptionsOf, optionsSchema } from '../options/options-schema.ts';
import { power } from '../power.ts';
import type { Sampler } from './sampler.ts';

/** The options of {@link annealedSampling}. */
export const annealedSamplingOptions = optionsSchema('annealed', {
  fall: number({
    default: 0.8,
    min: 0,
    max: 1,
    meaning: 'how much α falls from 1 until the last epoch: 1 ends with a uniform draw',
  }),
});

/**
 * Proportional at first, and nearer to uniform with every epoch: large sources shape the beginning, and at the end none is neglected.
 *
 *     p_s ∝ n_s^α        α = 1 − f · (e − 1) / (E − 1)
 *
 * n_s is the number of training examples of source s, e the epoch from 1 to E, and f the option `fall`. A run of one epoch has α = 1.
 *
 * @param options - f.
 * @throws {@link InvalidOptionError} for an option out of range, {@link UnknownOptionError} for one that does not exist.
 * @see A. C. Stickland, I. Murray. BERT and PALs: Projected Attention Layers for Efficient Adaptation in Multi-Task Learning. ICML 2019.
 *   https://arxiv.org/abs/1902.02671
 */
export function annealedSampling(options: OptionsOf<typeof annealedSamplingOptions> = {}): Sampler {
  const read = annealedSamplingOptions.read(options);
  return {
    config: configOf('sampler', 'annealed', read),
    shares({ sizes, epoch, epochs }) {
      const alpha = 1 - (read.fall * epoch) / Math.max(1, epochs - 1);
      return sizes.map((size) => power(size, alpha));
    },
  };
}
