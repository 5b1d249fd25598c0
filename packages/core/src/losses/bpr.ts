import { div, maximum, mul, neg, softplus, sum, type Tensor1D } from '@tensorflow/tfjs-core';

import { configOf } from '../options/config.ts';
import { type NoOptions, optionsSchema } from '../options/options-schema.ts';
import type { Loss } from './loss.ts';
import { betterPairs, rankedPairs } from './pairs.ts';

/** Options of {@link bpr}: there are none. */
export const bprOptions = optionsSchema('bpr', {});

/**
 * Bayesian personalised ranking: of two examples of a group in the batch, the more relevant one should have the greater score.
 *
 *     ℓᵢ = mean_{j ∈ Nᵢ}( −log σ(xᵢ − xⱼ) )        Nᵢ = { j of the batch: gⱼ = gᵢ, yⱼ < yᵢ }        L = Σ |Nᵢ| ℓᵢ / Σ |Nᵢ|
 *
 * x are the scores, y the relevances and g the groups. So the loss of a batch is the mean over its pairs, and that of an example depends on the others: a
 * batch should hold several examples of a group. An example without a less relevant one, or without a label (group 0), does not count. Needs the square of
 * the batch size in memory. The paper adds weight decay, which is the optimizer's here, and draws pairs at random instead of all of a batch.
 *
 * @param options - There are none.
 * @throws {@link UnknownOptionError} when an option is given.
 * @see S. Rendle, C. Freudenthaler, Z. Gantner, L. Schmidt-Thieme. BPR: Bayesian Personalized Ranking from Implicit Feedback. UAI 2009.
 *   https://arxiv.org/abs/1205.2618
 */
export function bpr(options: NoOptions = {}): Loss {
  const name = bprOptions.owner;
  return {
    name,
    form: 'relevance',
    config: configOf('loss', name, bprOptions.read(options)),
    call(outputs, labels) {
      const { ahead, better } = rankedPairs(name, outputs, labels);
      const total = sum<Tensor1D>(mul(better, softplus(neg(ahead))), 1);
      return div(total, maximum(sum(better, 1), 1));
    },
    weight: (labels) => sum(betterPairs(labels), 1),
  };
}
