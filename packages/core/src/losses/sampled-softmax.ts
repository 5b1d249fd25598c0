import {
  cast,
  concat,
  div,
  fill,
  greater,
  logSumExp,
  neg,
  sum,
  type Tensor1D,
  where,
  zeros,
} from '@tensorflow/tfjs-core';

import { configOf } from '../options/config.ts';
import { number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { Loss } from './loss.ts';
import { betterPairs, rankedPairs } from './pairs.ts';

/** Options of {@link sampledSoftmax}. */
export const sampledSoftmaxOptions = optionsSchema('sampled-softmax', {
  temperature: number({
    default: 1,
    above: 0,
    scale: 'log',
    search: [0.05, 2],
    meaning: 'what scores are divided by: the smaller, the more the hardest others count',
  }),
});

/**
 * The softmax cross-entropy of an example among the less relevant ones of its group in the batch, which are a sample of the group's.
 *
 *     ℓᵢ = −log( exp(xᵢ / τ) / ( exp(xᵢ / τ) + Σ_{j ∈ Nᵢ} exp(xⱼ / τ) ) )        Nᵢ = { j of the batch: gⱼ = gᵢ, yⱼ < yᵢ }
 *
 * x are the scores, y the relevances, g the groups and τ the temperature. The loss of a batch is the mean over its examples with a less relevant one; that of
 * an example depends on the others. One without a label (group 0) does not count. Scores are not corrected for how often a batch draws an example. Needs the
 * square of the batch size in memory.
 *
 * @param options - The temperature.
 * @throws {@link InvalidOptionError} when it is not above 0.
 * @see S. Jean, K. Cho, R. Memisevic, Y. Bengio. On Using Very Large Target Vocabulary for Neural Machine Translation. ACL 2015.
 *   https://arxiv.org/abs/1412.2007; J. Wu et al. On the Effectiveness of Sampled Softmax Loss for Item Recommendation. ACM TOIS 2024.
 *   https://arxiv.org/abs/2201.02327
 */
export function sampledSoftmax(options: OptionsOf<typeof sampledSoftmaxOptions> = {}): Loss {
  const name = sampledSoftmaxOptions.owner;
  const complete = sampledSoftmaxOptions.read(options);
  return {
    name,
    form: 'relevance',
    config: configOf('loss', name, complete),
    call(outputs, labels) {
      const { ahead, better } = rankedPairs(name, outputs, labels);
      const [size = 0] = ahead.shape;
      const others = where(greater(better, 0), div(neg(ahead), complete.temperature), fill([size, size], -1e30));
      return logSumExp<Tensor1D>(concat([zeros([size, 1]), others], 1), 1);
    },
    weight: (labels) => cast(greater(sum<Tensor1D>(betterPairs(labels), 1), 0), 'float32'),
  };
}
