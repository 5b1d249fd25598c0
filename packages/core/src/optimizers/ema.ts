import { add, mul, sub } from '@tensorflow/tfjs-core';

import { InvalidOptionError } from '../errors.ts';
import { configOf } from '../options/config.ts';
import { number } from '../options/option.ts';
import { type OptionsOf, optionsSchema } from '../options/options-schema.ts';
import { joinNames } from './join-names.ts';
import { named } from './named.ts';
import type { Optimizer } from './optimizer.ts';

/** The options of {@link ema}. */
export const emaOptions = optionsSchema('ema', {
  decay: number({
    default: 0.999,
    min: 0,
    below: 1,
    search: [0.9, 0.9999],
    meaning: 'δ, the share of the average that is kept',
  }),
});

/**
 * An optimizer that keeps an exponential moving average (EMA) of the parameters beside them: `torch.optim.swa_utils.AveragedModel`. Training
 * does not see it; {@link averagedWeights} reads it.
 *
 *     θ̄ ← θ̄ + (1 − δ) (θ − θ̄)        θ is taken after the update; after the first step θ̄ = θ
 *
 * @param optimizer - The optimizer.
 * @param options - δ.
 * @throws {@link InvalidOptionError} for an option out of range and an optimizer that averages already, {@link UnknownOptionError} for an
 *   option that does not exist.
 * @see B. T. Polyak, A. B. Juditsky. Acceleration of Stochastic Approximation by Averaging. SIAM Journal on Control and Optimization 1992.
 *   https://doi.org/10.1137/0330046
 */
export function ema(optimizer: Optimizer, options: OptionsOf<typeof emaOptions> = {}): Optimizer {
  const owner = 'ema';
  const { decay } = emaOptions.read(options);
  return {
    config: configOf('optimizer', owner, { decay, optimizer: optimizer.config }),
    weightDecay: optimizer.weightDecay,
    slots: joinNames(owner, optimizer.slots, { ema: 'parameters' }),
    scalars: (step, learningRate) =>
      joinNames(owner, optimizer.scalars?.(step, learningRate) ?? {}, { emaRate: step === 1 ? 1 : 1 - decay }),
    update(gradient, slots, at) {
      const result = optimizer.update(gradient, slots, at);
      const average = named(slots, 'ema');
      const distance = sub(add(at.parameters, result.update), average);
      const averaged = add(average, mul(distance, named(at.scalars, 'emaRate')));
      return { update: result.update, slots: { ...result.slots, ema: averaged } };
    },
  };
}

/**
 * The averaged parameters, from the slots of an optimizer that {@link ema} is part of. Before the first step they are 0.
 *
 * @param slots - The values of all slots, as tensors or as plain data.
 * @throws {@link InvalidOptionError} when the optimizer keeps no average.
 */
export function averagedWeights<Value>(slots: Readonly<Record<string, Value>>): Value {
  const average = slots.ema;
  if (average === undefined) {
    throw new InvalidOptionError('averagedWeights', 'slots', 'those of an optimizer with `ema`', Object.keys(slots));
  }
  return average;
}
