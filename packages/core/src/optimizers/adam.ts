import { configOf } from '../options/config.ts';
import { type OptionsOf, optionsSchema } from '../options/options-schema.ts';
import { adamScalars, adamShape, adamSlots, adamUpdate } from './adam-rule.ts';
import type { Optimizer } from './optimizer.ts';
import { l2Decay, withL2 } from './weight-decay.ts';

/** The options of {@link adam}. */
export const adamOptions = optionsSchema('adam', { ...adamShape, weightDecay: l2Decay });

/**
 * Adam: `torch.optim.Adam`. Weight decay is an L2 penalty, which Adam divides by √v like the rest of the gradient; {@link adamw} keeps
 * them apart.
 *
 *     g ← g + λ θ
 *     m ← β₁ m + (1 − β₁) g          v ← β₂ v + (1 − β₂) g²
 *     θ ← θ − η/(1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
 *
 * @param options - β₁, β₂, ε and λ.
 * @throws {@link InvalidOptionError} for an option out of range, {@link UnknownOptionError} for one that does not exist.
 * @see D. P. Kingma, J. Ba. Adam: A Method for Stochastic Optimization. ICLR 2015. https://arxiv.org/abs/1412.6980
 */
export function adam(options: OptionsOf<typeof adamOptions> = {}): Optimizer {
  const read = adamOptions.read(options);
  return {
    config: configOf('optimizer', 'adam', read),
    weightDecay: read.weightDecay,
    slots: adamSlots,
    scalars: (step, learningRate) => adamScalars(read, step, learningRate),
    update: (gradient, slots, at) => adamUpdate(read, withL2(gradient, at), slots, at),
  };
}
