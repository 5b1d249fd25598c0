import { configOf } from '../options/config.ts';
import { integer, number } from '../options/option.ts';
import { type OptionsOf, optionsSchema } from '../options/options-schema.ts';
import type { Schedule } from './schedule.ts';

/** The options of {@link cosine}. */
export const cosineOptions = optionsSchema('cosine', {
  minFactor: number({ default: 0, min: 0, max: 1, meaning: 'f₀, the factor at the end' }),
  steps: integer({
    min: 1,
    otherwise: 'the steps of the run',
    meaning: 'T, the steps until the end; it stays at f₀ then',
  }),
});

/**
 * A learning rate that falls along half a cosine: `torch.optim.lr_scheduler.CosineAnnealingLR`, without restarts.
 *
 *     f(t) = f₀ + (1 − f₀) (1 + cos(π t / T)) / 2
 *
 * @param options - f₀ and T.
 * @throws {@link InvalidOptionError} for an option out of range, {@link UnknownOptionError} for one that does not exist.
 * @see I. Loshchilov, F. Hutter. SGDR: Stochastic Gradient Descent with Warm Restarts. ICLR 2017. https://arxiv.org/abs/1608.03983
 */
export function cosine(options: OptionsOf<typeof cosineOptions> = {}): Schedule {
  const read = cosineOptions.read(options);
  const { minFactor, steps } = read;
  return {
    config: configOf('schedule', 'cosine', read),
    factor(progress) {
      const share = Math.min(1, progress.step / (steps ?? progress.steps));
      return minFactor + ((1 - minFactor) * (1 + Math.cos(Math.PI * share))) / 2;
    },
  };
}
