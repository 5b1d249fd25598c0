import { integer, number, type OptionsOf, optionsSchema } from '@equipoise/core';

/** The options of {@link halvingRungs}. */
export const halvingOptions = optionsSchema('successive-halving', {
  trials: integer({ required: true, min: 1, meaning: 'n, the trials at the start' }),
  min: number({ default: 1, above: 0, meaning: 'r, the steps until the first decision' }),
  max: number({ required: true, above: 0, meaning: 'R, the steps of a whole trial' }),
  eta: integer({ default: 3, min: 2, meaning: 'η; one in η trials goes on at each decision' }),
  skip: integer({ default: 0, min: 0, meaning: 's, the decisions that are left out at the beginning' }),
});

/** What happens between two decisions of successive halving. */
export interface Rung {
  /** How many trials there are. */
  readonly trials: number;
  /** How many steps they have made when it is decided which go on. */
  readonly step: number;
}

/**
 * The rungs of synchronous successive halving: nₖ = ⌊n η⁻ᵏ⌋ trials run until step r ηᵏ⁺ˢ, and of them the best one in η goes on, for k from 0
 * to ⌊log(R/r) / log η⌋ − s. At the last rung trials are whole, so its step is R.
 *
 * @example
 * halvingRungs({ trials: 9, max: 9, eta: 3 }); // 9 trials to step 1, 3 to step 3, 1 to step 9
 *
 * @param options - n, r, R, η and s.
 * @returns The rungs; those that no trial would reach are left out.
 * @throws {@link @equipoise/core!InvalidOptionError} for an option out of range, {@link @equipoise/core!UnknownOptionError} for one that
 *   does not exist.
 * @see L. Li, K. Jamieson, G. DeSalvo, A. Rostamizadeh, A. Talwalkar. Hyperband. JMLR 18, 2018. https://arxiv.org/abs/1603.06560, and
 *   L. Li et al. A System for Massively Parallel Hyperparameter Tuning. MLSys 2020. https://arxiv.org/abs/1810.05934, Algorithm 1.
 */
export function halvingRungs(options: OptionsOf<typeof halvingOptions>): readonly Rung[] {
  const { trials, min, max, eta, skip } = halvingOptions.read(options);
  const steps = rungSteps({ min, max, eta, skip });
  const rungs = steps.map((step, index) => ({
    trials: Math.floor(trials / eta ** index),
    step: index === steps.length - 1 ? max : step,
  }));
  return rungs.filter((rung) => rung.trials > 0);
}

/**
 * The steps at which it is decided, r ηᵏ⁺ˢ up to R.
 *
 * @param options - r, R, η and s.
 */
function rungSteps(options: {
  readonly min: number;
  readonly max: number;
  readonly eta: number;
  readonly skip: number;
}): readonly number[] {
  const { min, max, eta, skip } = options;
  const steps: number[] = [];
  for (let step = min; step <= max; step *= eta) steps.push(step);
  return steps.slice(skip);
}

/**
 * The trials that go on from a rung: the best ⌊n/η⌋, and the first of equal ones.
 *
 * @param values - The value of each trial at the rung, by its name; one that is not finite is worse than all others.
 * @param options - How many go on, and whether small values are good.
 * @returns Their names, the best first.
 */
export function survivors(
  values: ReadonlyMap<string, number>,
  options: { readonly eta: number; readonly mode: 'min' | 'max' },
): readonly string[] {
  const sign = options.mode === 'min' ? 1 : -1;
  const rank = (value: number): number => (Number.isFinite(value) ? sign * value : Number.MAX_VALUE);
  const order = [...values].sort(([, a], [, b]) => rank(a) - rank(b));
  return order.slice(0, Math.floor(values.size / options.eta)).map(([name]) => name);
}
