import { configOf } from '../options/config.ts';
import { choice, integer, number } from '../options/option.ts';
import { type OptionsOf, optionsSchema } from '../options/options-schema.ts';
import type { Schedule } from './schedule.ts';

/** The options of {@link reduceOnPlateau}. */
export const reduceOnPlateauOptions = optionsSchema('reduce-on-plateau', {
  gamma: number({ default: 0.1, above: 0, below: 1, meaning: 'γ, what the learning rate is multiplied by' }),
  patience: integer({ default: 10, min: 0, meaning: 'the epochs without an improvement that are allowed' }),
  threshold: number({ default: 1e-4, min: 0, meaning: 'ε, what an improvement must exceed' }),
  thresholdMode: choice(['relative', 'absolute'], {
    default: 'relative',
    meaning: 'what ε is: a share of the best value, or a value',
  }),
  cooldown: integer({ default: 0, min: 0, meaning: 'the epochs after a reduction that do not count' }),
  minFactor: number({ default: 0, min: 0, max: 1, meaning: 'the smallest factor' }),
});

/**
 * A learning rate that is reduced when the monitored value stops improving: `torch.optim.lr_scheduler.ReduceLROnPlateau` with `mode='min'`.
 *
 *     better: value < best (1 − ε)        in the absolute mode: value < best − ε
 *     after more than `patience` epochs that are not: f ← max(γ f, minFactor)
 *
 * A value that is not a number is no improvement. The factor is computed from all monitored values, so that nothing has to be
 * saved to resume.
 *
 * @param options - γ, patience, ε, cooldown and the smallest factor.
 * @throws {@link InvalidOptionError} for an option out of range, {@link UnknownOptionError} for one that does not exist.
 */
export function reduceOnPlateau(options: OptionsOf<typeof reduceOnPlateauOptions> = {}): Schedule {
  const read = reduceOnPlateauOptions.read(options);
  const { gamma, patience, threshold, thresholdMode, cooldown, minFactor } = read;
  const limit = (best: number): number => (thresholdMode === 'relative' ? best * (1 - threshold) : best - threshold);
  return {
    config: configOf('schedule', 'reduce-on-plateau', read),
    factor({ monitored }) {
      let [best, bad, cooling, factor] = [Number.POSITIVE_INFINITY, 0, 0, 1];
      for (const value of monitored) {
        const isBetter = value < limit(best);
        if (isBetter) best = value;
        bad = isBetter || cooling > 0 ? 0 : bad + 1;
        cooling = Math.max(0, cooling - 1);
        if (bad <= patience) continue;
        factor = Math.max(factor * gamma, minFactor);
        [bad, cooling] = [0, cooldown];
      }
      return factor;
    },
  };
}
