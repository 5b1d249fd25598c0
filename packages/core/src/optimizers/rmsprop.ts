import { add, div, maximum, mul, neg, sqrt, square, sub, type Tensor1D } from '@tensorflow/tfjs-core';

import { configOf } from '../options/config.ts';
import { flag, number } from '../options/option.ts';
import { type OptionsOf, optionsSchema } from '../options/options-schema.ts';
import { named } from './named.ts';
import type { Optimizer } from './optimizer.ts';
import { l2Decay, withL2 } from './weight-decay.ts';

/** The options of {@link rmsprop}. */
export const rmspropOptions = optionsSchema('rmsprop', {
  alpha: number({ default: 0.99, min: 0, below: 1, meaning: 'α, the share of the averages that is kept' }),
  epsilon: number({ default: 1e-8, min: 1e-30, scale: 'log', search: [1e-10, 1e-3], meaning: 'ε, added to the root' }),
  momentum: number({ default: 0, min: 0, below: 1, meaning: 'μ, the share of the last step that is kept' }),
  centered: flag({ default: false, meaning: 'whether the gradient is divided by its standard deviation' }),
  weightDecay: l2Decay,
});

/**
 * RMSProp: `torch.optim.RMSprop`.
 *
 *     g ← g + λ θ
 *     v ← α v + (1 − α) g²
 *     d = g / (√v + ε)             centered: a ← α a + (1 − α) g, d = g / (√(v − a²) + ε)
 *     θ ← θ − η d                  with momentum: b ← μ b + d, θ ← θ − η b
 *
 * v − a² is a variance, and never negative but by rounding: it is 0 then, where PyTorch takes the root of a negative number.
 *
 * @param options - α, ε, μ, λ, and whether it is centered.
 * @throws {@link InvalidOptionError} for an option out of range, {@link UnknownOptionError} for one that does not exist.
 * @see T. Tieleman, G. Hinton. Lecture 6.5: rmsprop. COURSERA: Neural Networks for Machine Learning, 2012.
 *   https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf
 * @see A. Graves. Generating Sequences With Recurrent Neural Networks. 2013 (centered). https://arxiv.org/abs/1308.0850
 */
export function rmsprop(options: OptionsOf<typeof rmspropOptions> = {}): Optimizer {
  const read = rmspropOptions.read(options);
  const { alpha, epsilon, momentum, centered, weightDecay } = read;
  const hasMomentum = momentum > 0;
  return {
    config: configOf('optimizer', 'rmsprop', read),
    weightDecay,
    slots: {
      square: 'parameters',
      ...(centered && { mean: 'parameters' as const }),
      ...(hasMomentum && { momentum: 'parameters' as const }),
    },
    update(gradient, slots, at) {
      const decayed = withL2(gradient, at);
      const squares: Tensor1D = add(mul(named(slots, 'square'), alpha), mul(square(decayed), 1 - alpha));
      const mean = centered && add(mul(named(slots, 'mean'), alpha), mul(decayed, 1 - alpha));
      const variance = mean ? maximum(sub(squares, square(mean)), 0) : squares;
      const scaled: Tensor1D = div(decayed, add(sqrt(variance), epsilon));
      const buffer = hasMomentum && add<Tensor1D>(mul(named(slots, 'momentum'), momentum), scaled);
      return {
        update: mul(neg(at.learningRate), buffer || scaled),
        slots: { square: squares, ...(mean && { mean }), ...(buffer && { momentum: buffer }) },
      };
    },
  };
}
