import { type Balancer, number, type OptionsOf, optionsSchema, type PerTask, random } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { combine, put, same, scale, take } from '../math/per-task.ts';
import { softmax } from '../math/softmax.ts';
import { seedOption } from '../options.ts';
import { smallestLoss } from '../positive.ts';
import { tasksWithLosses } from '../present.ts';

/** State of {@link relobralo} for one task. */
export interface RelobraloTask {
  /** Its first loss above 0; null before it. */
  readonly first: number | null;
  /** Its loss in the batch before, if above 0. */
  readonly last: number | null;
  /** λᵢ. */
  readonly weight: number;
}

/** State of {@link relobralo}. */
export interface RelobraloState {
  /** One entry for each task. */
  readonly tasks: readonly RelobraloTask[];
  /** Batches so far: with the seed, what the next random number is. */
  readonly batches: number;
  /** Where the random numbers come from. */
  readonly seed: number;
}

/** Options of {@link relobralo}. */
export const relobraloOptions = optionsSchema('relobralo', {
  /** α: decay of the moving average of the weights. */
  alpha: number({ default: 0.999, min: 0, max: 1, meaning: 'α, decay of the moving average', search: [0.9, 0.9999] }),
  /** The probability of looking back to the batch before; otherwise to the first losses. */
  lookback: number({
    default: 0.999,
    min: 0,
    max: 1,
    meaning: 'E[ρ], probability that the average goes on from the last weights and not from those of the first losses',
    search: [0.9, 1],
  }),
  /** T: the larger, the closer to equal weights. */
  temperature: number({ default: 0.1, above: 0, meaning: 'T', scale: 'log', search: [0.01, 10] }),
  /** The seed of the random numbers, a whole number; that of the run when left out. */
  seed: seedOption('seed of ρ'),
});

/** Options of {@link relobralo}. */
export type RelobraloOptions = OptionsOf<typeof relobraloOptions>;

/**
 * Relative loss balancing with random lookback: favours tasks whose loss has fallen least since the last batch, and now and then since the
 * first.
 *
 *     λ(t, t′) = K · softmaxᵢ(lᵢ(t) / (T·lᵢ(t′)))
 *     λ(t) = α·(ρ·λ(t − 1) + (1 − ρ)·λ(t, 0)) + (1 − α)·λ(t, t − 1)     ρ is 1 with the probability E[ρ], else 0
 *
 * λ is 1 at a task's first batch. Losses must be 0 or more; a loss of 0 (below 10⁻³⁰) has no ratio: its task keeps its weight, with the
 * status `'degenerate'`.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see R. Bischof, M. A. Kraus. Multi-Objective Loss Balancing for Physics-Informed Deep Learning. Computer Methods in Applied Mechanics and
 *   Engineering 439, 2025. https://arxiv.org/abs/2110.09813
 */
export function relobralo(options: RelobraloOptions = {}): Balancer<RelobraloState> {
  const { alpha, lookback, temperature, seed } = relobraloOptions.read(options);
  const balanced = (losses: PerTask, before: PerTask): PerTask =>
    scale(
      losses.length,
      softmax(
        combine(losses, before, (loss, earlier) => loss / earlier),
        temperature,
      ),
    );
  return {
    name: 'relobralo',
    config: configOf(relobraloOptions, options),
    headPolicy: 'weighted',
    needs: 'losses',
    init: (taskCount, run) => ({
      tasks: same({ first: null, last: null, weight: 1 }, new Array(taskCount).fill(0)),
      batches: 0,
      seed: seed ?? run?.seed ?? 0,
    }),
    weigh(stats, state) {
      const present = tasksWithLosses('relobralo', stats, state.tasks.length);
      const before = take(state.tasks, present);
      const known = [...before.keys()].filter(
        (index) => before[index]?.last != null && (stats.losses[index] ?? 0) >= smallestLoss,
      );
      const losses = take(stats.losses, known);
      const old = take(before, known);
      const step = balanced(
        losses,
        old.map(({ last }) => last ?? 1),
      );
      const start = balanced(
        losses,
        old.map(({ first }) => first ?? 1),
      );
      const goesOn = random(state.seed).fork(`batch ${state.batches}`).next() < lookback;
      const kept = goesOn ? old.map(({ weight }) => weight) : start;
      const moved = combine(kept, step, (keep, now) => alpha * keep + (1 - alpha) * now);
      const weights = put(
        before.map(({ weight }) => weight),
        known,
        moved,
      );
      const tasks = before.map(({ first, last }, index) => {
        const loss = stats.losses[index] ?? 0;
        const seen = loss >= smallestLoss;
        return { first: first ?? (seen ? loss : null), last: seen ? loss : last, weight: weights[index] ?? 1 };
      });
      return {
        weights,
        state: { ...state, tasks: put(state.tasks, present, tasks), batches: state.batches + 1 },
        status: stats.losses.every((loss) => loss >= smallestLoss) ? 'solved' : 'degenerate',
      };
    },
  };
}

/** Card of {@link relobralo}, for the docs and the command line. */
export const relobraloCard: StrategyCard = {
  title: 'Relative loss balancing with random lookback (ReLoBRaLo)',
  summary: 'Favours tasks whose loss has fallen least since the last batch, and now and then since the first.',
  formula:
    'λ(t, t′) = K·softmaxᵢ(lᵢ(t)/(T·lᵢ(t′)));  λ(t) = α(ρλ(t−1) + (1−ρ)λ(t, 0)) + (1−α)λ(t, t−1),  ρ ∈ {0, 1} random',
  paper: 'Multi-Objective Loss Balancing for Physics-Informed Deep Learning',
  authors: 'R. Bischof, M. A. Kraus',
  venue: 'CMAME',
  year: 2025,
  link: 'https://arxiv.org/abs/2110.09813',
  needs: 'losses',
  headPolicy: 'weighted',
  state: 'the first and the last loss of each task, its weight, and the number of batches (for the random numbers)',
  backwardPasses: '1',
  invariances: ['Scaling a loss does not change the weights.', 'The weights add up to K when all tasks are present.'],
  options: relobraloOptions,
  departures: [
    'A loss of 0 (below 10⁻³⁰) keeps its weight and is reported as degenerate. A negative loss is an error.',
    'At a task’s first batch λ is 1: it has no earlier losses. The authors’ code takes 1 for them there.',
    'The defaults are those of a PyTorch version of it. The authors’ code has T = 1 and E[ρ] = 1, no lookback; the paper tunes α from 0.9 to 0.999, T from 10⁻⁶ to 10², and E[ρ] near 1.',
    'The random numbers are drawn batch by batch from the seed. No 10⁻¹² is added to T·lᵢ(t′). Not in LibMTL or TorchJD 0.17.',
  ],
};
