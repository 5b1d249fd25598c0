import { InvalidOptionError } from '../errors.ts';
import { configOf } from '../options/config.ts';
import { number } from '../options/option.ts';
import { type OptionsOf, optionsSchema } from '../options/options-schema.ts';
import { clipByNorm } from './clip-by-norm.ts';
import { clipByValue } from './clip-by-value.ts';
import type { Optimizer } from './optimizer.ts';

/** The options of {@link clip}. */
export const clipOptions = optionsSchema('clip', {
  norm: number({ above: 0, otherwise: 'no limit', meaning: 'the greatest norm of the gradient over all parameters' }),
  value: number({
    above: 0,
    otherwise: 'no limit',
    meaning: 'the greatest absolute value of an element of the gradient',
  }),
});

/**
 * An optimizer that is given clipped gradients: by value, then by norm. Weight decay is not clipped.
 *
 * @example
 * accumulate(clip(adamw(), { norm: 1 }), { every: 4 }); // clips the mean of four gradients
 *
 * @param optimizer - The optimizer.
 * @param options - The limits: one of them at least.
 * @throws {@link InvalidOptionError} for an option out of range and without a limit, {@link UnknownOptionError} for one that does not
 *   exist.
 */
export function clip(optimizer: Optimizer, options: OptionsOf<typeof clipOptions>): Optimizer {
  const { norm, value } = clipOptions.read(options);
  if (norm === undefined && value === undefined) {
    throw new InvalidOptionError('clip', 'options', 'an object with `norm` or `value`', options);
  }
  return {
    config: configOf('optimizer', 'clip', { norm, value, optimizer: optimizer.config }),
    weightDecay: optimizer.weightDecay,
    slots: optimizer.slots,
    scalars: (step, learningRate) => optimizer.scalars?.(step, learningRate) ?? {},
    update(gradient, slots, at) {
      const limited = value === undefined ? gradient : clipByValue(gradient, value);
      return optimizer.update(norm === undefined ? limited : clipByNorm(limited, norm), slots, at);
    },
  };
}
