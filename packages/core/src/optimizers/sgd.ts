import { add, mul, neg, type Tensor1D } from '@tensorflow/tfjs-core';

import { InvalidOptionError } from '../errors.ts';
import { configOf } from '../options/config.ts';
import { flag, number } from '../options/option.ts';
import { type OptionsOf, optionsSchema } from '../options/options-schema.ts';
import { named } from './named.ts';
import type { Optimizer } from './optimizer.ts';
import { l2Decay, withL2 } from './weight-decay.ts';

/** The options of {@link sgd}. */
export const sgdOptions = optionsSchema('sgd', {
  momentum: number({ default: 0, min: 0, below: 1, meaning: 'μ, the share of the last step that is kept' }),
  dampening: number({ default: 0, min: 0, max: 1, meaning: 'τ, the share of the gradient that momentum leaves out' }),
  nesterov: flag({ default: false, meaning: 'whether momentum is that of Nesterov' }),
  weightDecay: l2Decay,
});

/**
 * Stochastic gradient descent, with momentum or without: `torch.optim.SGD`.
 *
 *     g ← g + λ θ
 *     b ← μ b + (1 − τ) g        in the first step b ← g
 *     θ ← θ − η b                with Nesterov's momentum θ ← θ − η (g + μ b); without momentum θ ← θ − η g
 *
 * @param options - Momentum and weight decay.
 * @throws {@link InvalidOptionError} for an option out of range, for dampening without momentum, for Nesterov's momentum without
 *   momentum or with dampening; {@link UnknownOptionError} for one that does not exist.
 * @see I. Sutskever, J. Martens, G. Dahl, G. Hinton. On the importance of initialization and momentum in deep learning. ICML 2013.
 *   https://proceedings.mlr.press/v28/sutskever13.html
 */
export function sgd(options: OptionsOf<typeof sgdOptions> = {}): Optimizer {
  const read = sgdOptions.read(options);
  const { momentum, dampening, nesterov, weightDecay } = read;
  if (nesterov && momentum === 0) throw new InvalidOptionError('sgd', 'nesterov', 'false without momentum', nesterov);
  if (dampening > 0 && momentum === 0)
    throw new InvalidOptionError('sgd', 'dampening', '0 without momentum', dampening);
  if (nesterov && dampening > 0) throw new InvalidOptionError('sgd', 'dampening', '0 with `nesterov`', dampening);
  const config = configOf('optimizer', 'sgd', read);
  if (momentum === 0) {
    return {
      config,
      weightDecay,
      slots: {},
      update: (gradient, _, at) => ({ update: mul(neg(at.learningRate), withL2(gradient, at)), slots: {} }),
    };
  }
  return {
    config,
    weightDecay,
    slots: { momentum: 'parameters' },
    scalars: (step) => ({ share: step === 1 ? 1 : 1 - dampening }),
    update(gradient, slots, at) {
      const decayed = withL2(gradient, at);
      const buffer: Tensor1D = add(mul(named(slots, 'momentum'), momentum), mul(decayed, named(at.scalars, 'share')));
      const direction = nesterov ? add(decayed, mul(buffer, momentum)) : buffer;
      return { update: mul(neg(at.learningRate), direction), slots: { momentum: buffer } };
    },
  };
}
