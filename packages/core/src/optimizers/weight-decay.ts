import { add, mul, sub, type Tensor1D } from '@tensorflow/tfjs-core';

import { number, type NumberFacts, type Option } from '../options/option.ts';
import type { OptimizerStep } from './optimizer.ts';

const common = { min: 0, scale: 'log', search: [1e-6, 0.1] } as const satisfies Partial<NumberFacts>;

/** The option `weightDecay` of an optimizer that adds λθ to the gradient. */
export const l2Decay = number({
  ...common,
  default: 0,
  meaning: 'λ, the weight decay as an L2 penalty: λ times the parameter is added to its gradient',
});

/**
 * Declares the option `weightDecay` of an optimizer that takes ηλθ off the parameters.
 *
 * @param value - The default.
 */
export function decoupledDecay(value: number): Option<number> {
  return number({
    ...common,
    default: value,
    meaning:
      'λ, the decoupled weight decay: each step takes λ times the learning rate off the parameter, as a share of it',
  });
}

/**
 * A gradient with weight decay as an L2 penalty: that of L + λ‖θ‖²/2.
 *
 *     g ← g + λ θ
 *
 * @param gradient - g.
 * @param at - θ and λ, one for each parameter.
 */
export function withL2(gradient: Tensor1D, { parameters, decay }: OptimizerStep): Tensor1D {
  return decay ? add(gradient, mul(decay, parameters)) : gradient;
}

/**
 * An update with decoupled weight decay, which does not pass through the optimizer's averages.
 *
 *     Δ ← Δ − η λ θ
 *
 * @param update - Δ.
 * @param at - θ, η, and λ, one for each parameter.
 * @see I. Loshchilov, F. Hutter. Decoupled Weight Decay Regularization. ICLR 2019. https://arxiv.org/abs/1711.05101
 */
export function withDecoupledDecay(update: Tensor1D, { parameters, learningRate, decay }: OptimizerStep): Tensor1D {
  return decay ? sub(update, mul(learningRate, mul(decay, parameters))) : update;
}
