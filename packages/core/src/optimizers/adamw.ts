import { configOf } from '../options/config.ts';
import { type OptionsOf, optionsSchema } from '../options/options-schema.ts';
import { adamScalars, adamShape, adamSlots, adamUpdate } from './adam-rule.ts';
import type { Optimizer } from './optimizer.ts';
import { decoupledDecay, withDecoupledDecay } from './weight-decay.ts';

/** The options of {@link adamw}. */
export const adamwOptions = optionsSchema('adamw', { ...adamShape, weightDecay: decoupledDecay(0.01) });

/**
 * Adam with decoupled weight decay: `torch.optim.AdamW`.
 *
 *     m ← β₁ m + (1 − β₁) g          v ← β₂ v + (1 − β₂) g²
 *     θ ← θ − η λ θ − η/(1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
 *
 * @param options - β₁, β₂, ε and λ.
 * @throws {@link InvalidOptionError} for an option out of range, {@link UnknownOptionError} for one that does not exist.
 * @see I. Loshchilov, F. Hutter. Decoupled Weight Decay Regularization. ICLR 2019. https://arxiv.org/abs/1711.05101
 */
export function adamw(options: OptionsOf<typeof adamwOptions> = {}): Optimizer {
  const read = adamwOptions.read(options);
  return {
    config: configOf('optimizer', 'adamw', read),
    weightDecay: read.weightDecay,
    slots: adamSlots,
    scalars: (step, learningRate) => adamScalars(read, step, learningRate),
    update(gradient, slots, at) {
      const result = adamUpdate(read, gradient, slots, at);
      return { update: withDecoupledDecay(result.update, at), slots: result.slots };
    },
  };
}
