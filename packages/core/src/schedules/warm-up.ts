import { configOf } from '../options/config.ts';
import { integer, number } from '../options/option.ts';
import { type OptionsOf, optionsSchema } from '../options/options-schema.ts';
import type { Schedule } from './schedule.ts';

/** The options of {@link warmUp}. */
export const warmUpOptions = optionsSchema('warm-up', {
  steps: integer({ default: 100, min: 1, scale: 'log', search: [10, 10_000], meaning: 'W, the steps of the warm-up' }),
  startFactor: number({ default: 0.01, min: 0, max: 1, meaning: 's, the factor of the first step' }),
});

/**
 * A learning rate that rises linearly to its full value, and follows another schedule from there: `torch.optim.lr_scheduler.LinearLR`,
 * then the other, joined by `SequentialLR`.
 *
 *     t < W: f(t) = s + (1 − s) t / W        t ≥ W: the other schedule's factor at step t − W of T − W
 *
 * Epochs and monitored values are those of the run for the other schedule: what it does after an epoch does not move.
 *
 * @example
 * warmUp(cosine({ minFactor: 0.01 }), { steps: 500 })
 *
 * @param schedule - The other schedule.
 * @param options - W and s.
 * @throws {@link InvalidOptionError} for an option out of range, {@link UnknownOptionError} for one that does not exist.
 * @see P. Goyal, P. Dollár, R. Girshick et al. Accurate, Large Minibatch SGD: Training ImageNet in 1 Hour. 2017.
 *   https://arxiv.org/abs/1706.02677
 */
export function warmUp(schedule: Schedule, options: OptionsOf<typeof warmUpOptions> = {}): Schedule {
  const { steps, startFactor } = warmUpOptions.read(options);
  return {
    config: configOf('schedule', 'warm-up', { steps, startFactor, schedule: schedule.config }),
    factor(progress) {
      if (progress.step < steps) return startFactor + ((1 - startFactor) * progress.step) / steps;
      return schedule.factor({ ...progress, step: progress.step - steps, steps: Math.max(1, progress.steps - steps) });
    },
  };
}
