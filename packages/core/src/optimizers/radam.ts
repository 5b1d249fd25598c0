import { add, div, mul, sqrt, square, type Tensor1D } from '@tensorflow/tfjs-core';

import { configOf } from '../options/config.ts';
import { type OptionsOf, optionsSchema } from '../options/options-schema.ts';
import { power } from '../power.ts';
import { adamShape, adamSlots } from './adam-rule.ts';
import { named } from './named.ts';
import type { Optimizer } from './optimizer.ts';
import { l2Decay, withL2 } from './weight-decay.ts';

/** The options of {@link radam}. */
export const radamOptions = optionsSchema('radam', { ...adamShape, weightDecay: l2Decay });

/**
 * Rectified Adam: `torch.optim.RAdam`. While v has seen too few gradients to be trusted, the mean gradient alone is followed; then the step of
 * Adam is shortened by r, which tends to 1: a warm-up without a schedule.
 *
 *     g ← g + λ θ
 *     m ← β₁ m + (1 − β₁) g          v ← β₂ v + (1 − β₂) g²          m̂ = m / (1 − β₁ᵗ)
 *     ρ∞ = 2 / (1 − β₂) − 1          ρ = ρ∞ − 2 t β₂ᵗ / (1 − β₂ᵗ)
 *     r = √( (ρ − 4)(ρ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρ) )
 *     θ ← θ − η r √(1 − β₂ᵗ) m̂ / (√v + ε)    where ρ > 5, else θ ← θ − η m̂
 *
 * @param options - β₁, β₂, ε and λ.
 * @throws {@link InvalidOptionError} for an option out of range, {@link UnknownOptionError} for one that does not exist.
 * @see L. Liu, H. Jiang, P. He, W. Chen, X. Liu, J. Gao, J. Han. On the Variance of the Adaptive Learning Rate and Beyond. ICLR 2020.
 *   https://arxiv.org/abs/1908.03265
 */
export function radam(options: OptionsOf<typeof radamOptions> = {}): Optimizer {
  const read = radamOptions.read(options);
  const { beta1, beta2, epsilon, weightDecay } = read;
  return {
    config: configOf('optimizer', 'radam', read),
    weightDecay,
    slots: adamSlots,
    scalars(step, learningRate) {
      const rate = -learningRate / (1 - power(beta1, step));
      const rectified = rectification(beta2, step);
      return rectified === undefined ? { adaptive: 0, plain: rate } : { adaptive: rate * rectified, plain: 0 };
    },
    update(gradient, slots, at) {
      const decayed = withL2(gradient, at);
      const mean = add(mul(named(slots, 'mean'), beta1), mul(decayed, 1 - beta1));
      const squares = add(mul(named(slots, 'square'), beta2), mul(square(decayed), 1 - beta2));
      const factor = add(div(named(at.scalars, 'adaptive'), add(sqrt(squares), epsilon)), named(at.scalars, 'plain'));
      const update: Tensor1D = mul(mean, factor);
      return { update: at.rates ? mul(update, at.rates) : update, slots: { mean, square: squares } };
    },
  };
}

/** r √(1 − β₂ᵗ); undefined while v is not to be trusted. */
function rectification(beta2: number, step: number): number | undefined {
  const decayed = power(beta2, step);
  const limit = 2 / (1 - beta2) - 1;
  const length = limit - (2 * step * decayed) / (1 - decayed);
  if (!(length > 5)) return undefined;
  const variance = ((length - 4) * (length - 2) * limit) / ((limit - 4) * (limit - 2) * length);
  return Math.sqrt(variance * (1 - decayed));
}
