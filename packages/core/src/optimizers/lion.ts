import { abs, add, div, maximum, mul, neg, type Tensor1D } from '@tensorflow/tfjs-core';

import { configOf } from '../options/config.ts';
import { number } from '../options/option.ts';
import { type OptionsOf, optionsSchema } from '../options/options-schema.ts';
import { named } from './named.ts';
import type { Optimizer } from './optimizer.ts';
import { smallest } from './smallest.ts';
import { decoupledDecay, withDecoupledDecay } from './weight-decay.ts';

/** The options of {@link lion}. */
export const lionOptions = optionsSchema('lion', {
  beta1: number({ default: 0.9, min: 0, below: 1, meaning: 'β₁, the share of the mean gradient in the direction' }),
  beta2: number({ default: 0.99, min: 0, below: 1, meaning: 'β₂, the share of the mean gradient that is kept' }),
  weightDecay: decoupledDecay(0),
});

/**
 * Lion: every parameter moves by the learning rate, in the direction of a sign. The learning rate should be 3 to 10 times smaller than
 * that of AdamW, and the weight decay as many times larger.
 *
 *     θ ← θ − η (sign(β₁ m + (1 − β₁) g) + λ θ)          m ← β₂ m + (1 − β₂) g
 *
 * @param options - β₁, β₂ and λ.
 * @throws {@link InvalidOptionError} for an option out of range, {@link UnknownOptionError} for one that does not exist.
 * @see X. Chen, C. Liang, D. Huang, E. Real et al. Symbolic Discovery of Optimization Algorithms. NeurIPS 2023.
 *   https://arxiv.org/abs/2302.06675
 */
export function lion(options: OptionsOf<typeof lionOptions> = {}): Optimizer {
  const read = lionOptions.read(options);
  const { beta1, beta2, weightDecay } = read;
  return {
    config: configOf('optimizer', 'lion', read),
    weightDecay,
    slots: { mean: 'parameters' },
    update(gradient, slots, at) {
      const mean = named(slots, 'mean');
      const interpolated: Tensor1D = add(mul(mean, beta1), mul(gradient, 1 - beta1));
      // Not tf.sign, which gives 0 for numbers below 10⁻⁷ on the WebAssembly backend of TensorFlow.js, and is not fused with the update.
      const direction = div(interpolated, maximum(abs(interpolated), smallest));
      return {
        update: withDecoupledDecay(mul(neg(at.learningRate), direction), at),
        slots: { mean: add(mul(mean, beta2), mul(gradient, 1 - beta2)) },
      };
    },
  };
}
