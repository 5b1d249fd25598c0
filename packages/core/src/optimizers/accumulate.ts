import { add, mul, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';

import { configOf } from '../options/config.ts';
import { integer } from '../options/option.ts';
import { type OptionsOf, optionsSchema } from '../options/options-schema.ts';
import { joinNames } from './join-names.ts';
import { named } from './named.ts';
import type { Optimizer } from './optimizer.ts';

/** The options of {@link accumulate}. */
export const accumulateOptions = optionsSchema('accumulate', {
  every: integer({ default: 2, min: 1, search: [1, 16], meaning: 'n, the number of gradients for one update' }),
});

/**
 * An optimizer that makes one update of n gradients: it sums them up, and every n-th step applies their mean; the parameters stay as
 * they are in the other steps. A batch is as large as n batches then, in the memory of one.
 *
 *     s ← s + g        every n-th step: the optimizer's update of s / n, then s ← 0
 *
 * The optimizer counts its own updates, and takes the learning rate of the step in which it makes one. Gradients since the last update
 * stay in the slot at the end of training.
 *
 * @param optimizer - The optimizer.
 * @param options - n.
 * @throws {@link InvalidOptionError} for an option out of range and an optimizer that accumulates already, {@link UnknownOptionError} for
 *   an option that does not exist.
 */
export function accumulate(optimizer: Optimizer, options: OptionsOf<typeof accumulateOptions> = {}): Optimizer {
  const owner = 'accumulate';
  const { every } = accumulateOptions.read(options);
  return {
    config: configOf('optimizer', owner, { every, optimizer: optimizer.config }),
    weightDecay: optimizer.weightDecay,
    slots: joinNames(owner, optimizer.slots, { accumulated: 'parameters' }),
    scalars(step, learningRate) {
      const applies = step % every === 0;
      const inner = optimizer.scalars?.(Math.ceil(step / every), learningRate) ?? {};
      return joinNames(owner, inner, { apply: applies ? 1 : 0, hold: applies ? 0 : 1 });
    },
    update(gradient, slots, at) {
      const [apply, hold] = [named(at.scalars, 'apply'), named(at.scalars, 'hold')];
      const sum: Tensor1D = add(named(slots, 'accumulated'), gradient);
      const result = optimizer.update(mul(sum, 1 / every), slots, at);
      const chosen = Object.entries(result.slots).map(([name, value]): [string, Tensor] => {
        return [name, add(mul(value, apply), mul(named(slots, name), hold))]; // One of the two factors is 1, the other 0.
      });
      return {
        update: mul(result.update, apply),
        slots: { ...Object.fromEntries(chosen), accumulated: mul(sum, hold) },
      };
    },
  };
}
