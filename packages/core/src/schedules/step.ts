import { power } from '../power.ts';
import { configOf } from '../options/config.ts';
import { integer, number } from '../options/option.ts';
import { type OptionsOf, optionsSchema } from '../options/options-schema.ts';
import type { Schedule } from './schedule.ts';
import { countOf, unitOption } from './unit.ts';

/** The options of {@link step}. */
export const stepOptions = optionsSchema('step', {
  every: integer({ default: 30, min: 1, meaning: 'n, after how many epochs, or steps, the learning rate falls' }),
  gamma: number({ default: 0.1, above: 0, max: 1, meaning: 'γ, what it is multiplied by then' }),
  unit: unitOption,
});

/**
 * A learning rate that falls every n epochs: `torch.optim.lr_scheduler.StepLR`.
 *
 *     f(t) = γ^⌊t / n⌋
 *
 * @param options - n, γ, and what t counts.
 * @throws {@link InvalidOptionError} for an option out of range, {@link UnknownOptionError} for one that does not exist.
 */
export function step(options: OptionsOf<typeof stepOptions> = {}): Schedule {
  const read = stepOptions.read(options);
  const { every, gamma, unit } = read;
  return {
    config: configOf('schedule', 'step', read),
    factor: (progress) => power(gamma, Math.floor(countOf(progress, unit) / every)),
  };
}
