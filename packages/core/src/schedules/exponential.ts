import { power } from '../power.ts';
import { configOf } from '../options/config.ts';
import { number } from '../options/option.ts';
import { type OptionsOf, optionsSchema } from '../options/options-schema.ts';
import type { Schedule } from './schedule.ts';
import { countOf, unitOption } from './unit.ts';

/** The options of {@link exponential}. */
export const exponentialOptions = optionsSchema('exponential', {
  gamma: number({
    default: 0.95,
    above: 0,
    search: [0.8, 1],
    meaning: 'γ, what the learning rate is multiplied by each time',
  }),
  unit: unitOption,
});

/**
 * A learning rate that falls by the same factor after every epoch, or step: `torch.optim.lr_scheduler.ExponentialLR`.
 *
 *     f(t) = γᵗ
 *
 * @param options - γ, and what t counts.
 * @throws {@link InvalidOptionError} for an option out of range, {@link UnknownOptionError} for one that does not exist.
 */
export function exponential(options: OptionsOf<typeof exponentialOptions> = {}): Schedule {
  const read = exponentialOptions.read(options);
  const { gamma, unit } = read;
  return {
    config: configOf('schedule', 'exponential', read),
    factor: (progress) => power(gamma, countOf(progress, unit)),
  };
}
