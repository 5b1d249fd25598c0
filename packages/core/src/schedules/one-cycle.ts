import { InvalidOptionError } from '../errors.ts';
import { configOf } from '../options/config.ts';
import { choice, flag, number } from '../options/option.ts';
import { type OptionsOf, optionsSchema } from '../options/options-schema.ts';
import type { Schedule } from './schedule.ts';

/** The options of {@link oneCycle}. */
export const oneCycleOptions = optionsSchema('one-cycle', {
  warmUpShare: number({
    default: 0.3,
    above: 0,
    below: 1,
    meaning: 'p, the share of the steps in which the learning rate rises',
  }),
  anneal: choice(['cosine', 'linear'], { default: 'cosine', meaning: 'how it changes between two values' }),
  divisor: number({ default: 25, min: 1, meaning: 'd, what it is divided by at first' }),
  finalDivisor: number({ default: 1e4, min: 1, scale: 'log', meaning: 'e, what it is divided by besides at last' }),
  threePhases: flag({ default: false, meaning: 'whether it first falls as it rose, and only then to the end' }),
});

/** A part of the cycle: the factor goes from one value to another. */
interface Phase {
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

const curves = {
  cosine: (share: number) => (1 - Math.cos(Math.PI * share)) / 2,
  linear: (share: number) => share,
};

/**
 * The one-cycle policy: the learning rate rises to its full value, then falls far below that of the start:
 * `torch.optim.lr_scheduler.OneCycleLR` with `max_lr` the learning rate of the run. The momentum stays as it is (`cycle_momentum=False`).
 *
 *     1/d → 1 in steps 0 … p T − 1        1 → 1/(d e) in steps p T − 1 … T − 1
 *     in three phases: 1/d → 1 until p T − 1, 1 → 1/d until 2 p T − 2, 1/d → 1/(d e) until T − 1
 *
 * T is the number of steps of the run.
 *
 * @param options - p, d, e, the curve, and whether there are three phases: p is at most ½ then.
 * @throws {@link InvalidOptionError} for an option out of range, {@link UnknownOptionError} for one that does not exist.
 * @see L. N. Smith, N. Topin. Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates. 2017.
 *   https://arxiv.org/abs/1708.07120
 */
export function oneCycle(options: OptionsOf<typeof oneCycleOptions> = {}): Schedule {
  const read = oneCycleOptions.read(options);
  const { warmUpShare, anneal, divisor, finalDivisor, threePhases } = read;
  if (threePhases && warmUpShare > 0.5) {
    throw new InvalidOptionError('one-cycle', 'warmUpShare', 'at most 0.5 with `threePhases`', warmUpShare);
  }
  const [first, final] = [1 / divisor, 1 / (divisor * finalDivisor)];
  return {
    config: configOf('schedule', 'one-cycle', read),
    factor(progress) {
      const last = progress.steps - 1;
      const rise = { end: warmUpShare * progress.steps - 1, from: first, to: 1 };
      const phases: readonly Phase[] = threePhases
        ? [rise, { end: 2 * rise.end, from: 1, to: first }, { end: last, from: first, to: final }]
        : [rise, { end: last, from: 1, to: final }];
      return factorIn(phases, Math.min(progress.step, last), curves[anneal]);
    },
  };
}

function factorIn(phases: readonly Phase[], step: number, curve: (share: number) => number): number {
  let start = 0;
  for (const { end, from, to } of phases) {
    if (step <= end) return end > start ? from + (to - from) * curve((step - start) / (end - start)) : to;
    start = end;
  }
  return phases.at(-1)?.to ?? 1;
}
