import { add, div, mul, neg, sqrt, square, type Tensor1D } from '@tensorflow/tfjs-core';

import { configOf } from '../options/config.ts';
import { number } from '../options/option.ts';
import { type OptionsOf, optionsSchema } from '../options/options-schema.ts';
import { named } from './named.ts';
import type { Optimizer } from './optimizer.ts';
import { l2Decay, withL2 } from './weight-decay.ts';

/** The options of {@link adagrad}. */
export const adagradOptions = optionsSchema('adagrad', {
  learningRateDecay: number({
    default: 0,
    min: 0,
    meaning: 'γ, by which the learning rate falls: η / (1 + (t − 1) γ)',
  }),
  initialSum: number({ default: 0, min: 0, meaning: 's₀, the sum of squares before the first step' }),
  epsilon: number({ default: 1e-10, min: 1e-30, scale: 'log', search: [1e-12, 1e-3], meaning: 'ε, added to the root' }),
  weightDecay: l2Decay,
});

/**
 * Adagrad: `torch.optim.Adagrad`. The slot holds the sum without s₀.
 *
 *     g ← g + λ θ          s ← s + g²          θ ← θ − η/(1 + (t − 1) γ) · g / (√s + ε)
 *
 * @param options - γ, s₀, ε and λ.
 * @throws {@link InvalidOptionError} for an option out of range, {@link UnknownOptionError} for one that does not exist.
 * @see J. Duchi, E. Hazan, Y. Singer. Adaptive Subgradient Methods for Online Learning and Stochastic Optimization. JMLR 2011.
 *   https://jmlr.org/papers/v12/duchi11a.html
 */
export function adagrad(options: OptionsOf<typeof adagradOptions> = {}): Optimizer {
  const read = adagradOptions.read(options);
  const { learningRateDecay, initialSum, epsilon, weightDecay } = read;
  return {
    config: configOf('optimizer', 'adagrad', read),
    weightDecay,
    slots: { sum: 'parameters' },
    scalars: (step) => ({ rate: 1 / (1 + (step - 1) * learningRateDecay) }),
    update(gradient, slots, at) {
      const decayed = withL2(gradient, at);
      const sum = add(named(slots, 'sum'), square(decayed));
      const root = sqrt(initialSum > 0 ? add(sum, initialSum) : sum);
      const rate = mul(neg(at.learningRate), named(at.scalars, 'rate'));
      const update: Tensor1D = mul(rate, div(decayed, add(root, epsilon)));
      return { update, slots: { sum } };
    },
  };
}
