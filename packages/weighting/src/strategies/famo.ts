import { type Balancer, EquipoiseError, type LossStats, number, optionsSchema, type OptionsOf } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { type Logit, train, untrained } from '../math/logit.ts';
import { combine, put, same, take } from '../math/per-task.ts';
import { softmax } from '../math/softmax.ts';
import { softmaxGradient } from '../math/softmax-gradient.ts';
import { smallestLoss } from '../positive.ts';
import { idealPoint, referenceOf, type Reference } from '../preference.ts';
import { checkFinite, presentTasks } from '../present.ts';

/** What {@link famo} remembers of one task, besides ξ. */
export interface FamoTask extends Logit {
  /** log D before the last step; null when there was none, or D was 0. */
  readonly before: number | null;
}

/** State of {@link famo}. */
export interface FamoState {
  /** One entry for each task. */
  readonly tasks: readonly FamoTask[];
}

const owner = 'famo';

/** Options of {@link famo}. */
export const famoOptions = optionsSchema('famo', {
  reference: idealPoint('b, a lower bound of each loss'),
  learningRate: number({
    default: 0.025,
    above: 0,
    meaning: 'Adam’s learning rate for ξ',
    scale: 'log',
    search: [1e-3, 0.1],
  }),
  weightDecay: number({ default: 0.001, min: 0, meaning: 'γ, weight decay of ξ', scale: 'log', search: [1e-5, 0.1] }),
});

/** Options of {@link famo}. */
export type FamoOptions = OptionsOf<typeof famoOptions>;

/**
 * Fast adaptive multitask optimisation: adapts the weights after each step so that all losses decrease at the same rate.
 *
 *     L = c·Σᵢ zᵢ·log Dᵢ     D = l − b     z = softmax(ξ)     c = 1 / Σᵢ (zᵢ / Dᵢ), held fixed
 *     wᵢ = ∂L/∂lᵢ = c·zᵢ / Dᵢ
 *     after the step:  δᵢ = log Dᵢ before − log Dᵢ after     ξ ← Adam(∇ξ = (diag z − zzᵀ)·δ + γξ)
 *
 * lᵢ is the loss of task i and ξ starts at 0. The losses after the step are those of the same batch, so a step costs one more
 * forward pass. The weights add up to 1; those of the first step are proportional to 1 / Dᵢ.
 *
 * A loss must not fall below b. A task whose D is 0 (below 10⁻³⁰) before or after a step has no rate: it is left out, weighs 0
 * and keeps its ξ, and the status is `'degenerate'`.
 *
 * @param options - Options that differ from the paper's.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see B. Liu, Y. Feng, P. Stone, Q. Liu. FAMO: Fast Adaptive Multitask Optimization. NeurIPS 2023.
 *   https://arxiv.org/abs/2306.03792
 */
export function famo(options: FamoOptions = {}): Balancer<FamoState> {
  const { reference, learningRate, weightDecay } = famoOptions.read(options);
  const ideal = referenceOf(owner, reference);
  return {
    name: owner,
    config: configOf(famoOptions, options),
    headPolicy: 'weighted',
    needs: 'losses',
    init(taskCount) {
      ideal.check(taskCount);
      return { tasks: Array.from({ length: taskCount }, () => ({ ...untrained, before: null })) };
    },
    weigh(stats, state) {
      const { present, logs } = measure(stats, state.tasks.length, ideal);
      const tasks = combine(take(state.tasks, present), logs, (task, before) => ({ ...task, before }));
      const moving = known(logs);
      const shares = softmax(take(tasks, moving).map(({ logit, before }) => logit - (before ?? 0))); // c·zᵢ/Dᵢ
      return {
        weights: put(same(0, present), moving, shares),
        state: { tasks: put(state.tasks, present, tasks) },
        status: moving.length < present.length ? 'degenerate' : 'solved',
      };
    },
    afterStep(stats, state) {
      const { present, logs } = measure(stats, state.tasks.length, ideal);
      const falls = combine(take(state.tasks, present), logs, ({ before }, after) =>
        before === null || after === null ? null : before - after,
      );
      const moving = known(falls);
      const tasks = take(take(state.tasks, present), moving);
      const shares = softmax(tasks.map(({ logit }) => logit));
      const rates = take(falls, moving).map((fall) => fall ?? 0);
      const slopes = softmaxGradient(shares, rates);
      const decayed = combine(slopes, tasks, (slope, { logit }) => slope + weightDecay * logit);
      return { tasks: put(state.tasks, take(present, moving), train(tasks, decayed, { learningRate })) };
    },
  };
}

/** The tasks of a batch and log D of each; null where D is 0. */
function measure(stats: LossStats, taskCount: number, reference: Reference) {
  const present = presentTasks(stats, taskCount);
  checkFinite(owner, 'loss', stats.losses, present);
  const gaps = combine(stats.losses, reference.of(present), (loss, bound) => loss - bound);
  const logs = combine(gaps, present, (gap, task) => {
    if (gap < 0) throw new EquipoiseError(`${owner}: the loss of task ${task} is below its reference by ${-gap}.`);
    return gap < smallestLoss ? null : Math.log(gap);
  });
  return { present, logs };
}

function known(values: readonly (number | null)[]): number[] {
  return [...values.keys()].filter((index) => values[index] !== null);
}

/** Card of {@link famo}, for the docs and the command line. */
export const famoCard: StrategyCard = {
  title: 'Fast adaptive multitask optimisation (FAMO)',
  summary: 'Adapts the weights after each step so that all losses decrease at the same rate.',
  formula:
    'wᵢ = c·zᵢ / Dᵢ;  z = softmax(ξ), D = l − b, Σwᵢ = 1;  after the step ∇ξ = (diag z − zzᵀ)·(log D − log D after) + γξ, by Adam',
  paper: 'FAMO: Fast Adaptive Multitask Optimization',
  authors: 'B. Liu, Y. Feng, P. Stone, Q. Liu',
  venue: 'NeurIPS',
  year: 2023,
  link: 'https://arxiv.org/abs/2306.03792',
  needs: 'losses',
  headPolicy: 'weighted',
  state: 'ξ of each task, Adam’s moments of it, and log D before the last step',
  backwardPasses: '1',
  invariances: [
    'The weights add up to 1; in the first step they are proportional to 1 / (lᵢ − bᵢ).',
    'For the same ξ, scaling a loss (and its b) changes the length of the update, and not its direction.',
  ],
  options: famoOptions,
  departures: [
    'The losses after the step are of the same batch, by one more forward pass. The authors’ toy example uses the next batch.',
    'No 10⁻⁸ is added to D, so that small losses count in full; a D of 0 (below 10⁻³⁰) is left out, weighs 0 and is reported as degenerate. A loss below b is an error; TorchJD returns NaN.',
    'γ is 10⁻³ as in the paper, LibMTL and TorchJD; the authors’ class has 10⁻⁵. Their clipping of the shared gradients to norm 1 is left out. LibMTL does not return the weights.',
  ],
};
