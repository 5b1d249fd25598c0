import { type Balancer, type PerTask, choice, number, optionsSchema, type OptionsOf } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { mean } from '../math/per-task.ts';
import { softmax } from '../math/softmax.ts';
import { weighPositive } from '../positive.ts';

/** State of {@link uncertaintySo}. */
export interface UncertaintySoState {
  /** How many tasks the run has. */
  readonly taskCount: number;
  /** T; null before the first batch, whose losses give it, unless it is an option. */
  readonly temperature: number | null;
}

/** Options of {@link uncertaintySo}. */
export const uncertaintySoOptions = optionsSchema('uncertainty-so', {
  /** The weights: softmax of the inverse losses (UW-SO), or the inverse losses themselves (UW-O). */
  variant: choice(['soft', 'optimal'], { default: 'soft', meaning: '`soft` is UW-SO, `optimal` is UW-O' }),
  /** T, above 0, of the soft variant: the larger, the closer to equal weights. */
  temperature: number({
    otherwise: 'the mean of 1/l in the first batch',
    above: 0,
    meaning: 'T of UW-SO, in units of 1/loss; the paper tunes it for each data set',
    scale: 'log',
    search: [0.1, 100],
  }),
});

/** Options of {@link uncertaintySo}. */
export type UncertaintySoOptions = OptionsOf<typeof uncertaintySoOptions>;

/**
 * Soft optimal uncertainty weighting: weights tasks by the softmax of the inverse losses: the optimum of uncertainty
 * weighting in closed form, smoothed.
 *
 *     wᵢ = softmaxᵢ((1/lᵢ) / T)     (UW-SO)
 *     wᵢ = 1 / lᵢ                   (UW-O)
 *
 * The weights are held fixed when the losses are differentiated. Those of UW-SO add up to 1. Losses must be 0 or more; a
 * task whose loss is 0 (below 10⁻³⁰) would get all the weight: it is left out and weighs 0, and the status is `'degenerate'`.
 *
 * T is in units of 1/loss, and the paper tunes it for each data set. Left out, it is the mean of 1/l over the tasks of the first batch, so that
 * it does not depend on the units of the losses: a fixed T much below 1/l gives all weight to the task with the smallest loss.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see L. Kirchdorfer, C. Elich, S. Kutsche, H. Stuckenschmidt, L. Schott, J. M. Köhler. Analytical Uncertainty-Based Loss
 *   Weighting in Multi-Task Learning. GCPR 2024. https://arxiv.org/abs/2408.07985
 */
export function uncertaintySo(options: UncertaintySoOptions = {}): Balancer<UncertaintySoState> {
  const owner = 'uncertainty-so';
  const { variant, temperature } = uncertaintySoOptions.read(options);
  return {
    name: owner,
    config: configOf(uncertaintySoOptions, options),
    headPolicy: 'weighted',
    needs: 'losses',
    init: (taskCount) => ({ taskCount, temperature: temperature ?? null }),
    weigh(stats, state) {
      let known = state.temperature;
      const rule = (losses: PerTask): PerTask => {
        const optimal = losses.map((loss) => 1 / loss);
        if (variant === 'optimal' || losses.length === 0) return optimal;
        known ??= mean(optimal);
        return softmax(optimal, known);
      };
      return { ...weighPositive(owner, stats, state.taskCount, rule), state: { ...state, temperature: known } };
    },
  };
}

/** Card of {@link uncertaintySo}, for the docs and the command line. */
export const uncertaintySoCard: StrategyCard = {
  title: 'Soft optimal uncertainty weighting (UW-SO, UW-O)',
  summary:
    'Weights tasks by the softmax of the inverse losses: the optimum of uncertainty weighting in closed form, smoothed.',
  formula: 'wᵢ = softmaxᵢ((1/lᵢ) / T)   or   wᵢ = 1 / lᵢ',
  paper: 'Analytical Uncertainty-Based Loss Weighting in Multi-Task Learning',
  authors: 'L. Kirchdorfer, C. Elich, S. Kutsche, H. Stuckenschmidt, L. Schott, J. M. Köhler',
  venue: 'GCPR',
  year: 2024,
  link: 'https://arxiv.org/abs/2408.07985',
  needs: 'losses',
  headPolicy: 'weighted',
  state: 'T',
  backwardPasses: '1',
  invariances: [
    'The weights of UW-SO add up to 1; scaling all losses by c, and T by 1/c where it is given, does not change them.',
    'The weighted losses of UW-O are all 1 and do not change when a loss is scaled.',
  ],
  options: uncertaintySoOptions,
  departures: [
    'The paper tunes T for each data set; without the option it is the mean of 1/l in the first batch. A fixed T much below 1/l puts all weight on one task.',
    'A loss of 0 (below 10⁻³⁰) is left out, weighs 0 and is reported as degenerate: it would get all the weight. A negative loss is an error.',
    'Neither variant is in LibMTL or TorchJD 0.17.',
  ],
};
