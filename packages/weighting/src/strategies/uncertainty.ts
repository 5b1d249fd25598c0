import {
  type Balancer,
  InvalidOptionError,
  type PerTask,
  number,
  part,
  optionsSchema,
  type OptionsOf,
} from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { adam, type AdamMoments, noMoments } from '../math/adam.ts';
import { combine, put, take } from '../math/per-task.ts';
import { presentTasks, tasksWithLosses } from '../present.ts';

/** State of {@link uncertainty}. */
export interface UncertaintyState {
  /** One entry for each task. */
  readonly tasks: readonly {
    /** s = log σ², the trained log-variance. */
    readonly logVariance: number;
    /** What Adam remembers of s. */
    readonly moments: AdamMoments;
  }[];
}

/** The likelihoods that the rule is derived from: Gaussian (squared error) and softmax (cross-entropy). */
type Variant = 'regression' | 'classification';

function isVariant(value: unknown): value is Variant | readonly Variant[] {
  const isWord = (word: unknown): boolean => word === 'regression' || word === 'classification';
  return Array.isArray(value) ? value.length > 0 && value.every(isWord) : isWord(value);
}

/** Options of {@link uncertainty}. */
export const uncertaintyOptions = optionsSchema('uncertainty', {
  /** The likelihood that the rule is derived from: Gaussian (squared error) or softmax (cross-entropy). */
  variant: part(isVariant, {
    default: 'regression',
    meaning:
      'likelihood the rule is derived from; `classification` has wᵢ = e^(−sᵢ), and the same optimum; a list has one for each task',
    range: 'regression, classification, or a list of them',
    expected: 'regression or classification, or a list of one for each task',
  }),
  /** s before the first batch, from −50 to 50. */
  initial: number({ default: 0, min: -50, max: 50, meaning: 's before the first batch', search: [-2, 2] }),
  /** Adam's learning rate for s, above 0. There is no weight decay. */
  learningRate: number({
    default: 0.025,
    above: 0,
    meaning: 'Adam’s learning rate for s',
    scale: 'log',
    search: [1e-3, 0.1],
  }),
});

/** Options of {@link uncertainty}. */
export type UncertaintyOptions = OptionsOf<typeof uncertaintyOptions>;

/** Beyond these bounds e^s says nothing any more: a loss of 0 would drive s to −∞ and the weight to ∞. */
const bounds = [-50, 50] as const;

/**
 * Homoscedastic uncertainty: learns a noise variance for each task; a task with a high variance gets a small weight.
 *
 *     minimise Σᵢ lᵢ·½e^(−sᵢ) + ½sᵢ     so  wᵢ = ½e^(−sᵢ)     (regression)
 *     minimise Σᵢ lᵢ·e^(−sᵢ) + ½sᵢ      so  wᵢ = e^(−sᵢ)      (classification)
 *
 * lᵢ is the loss of task i and sᵢ = log σᵢ² is trained by Adam together with the model. A batch is weighed with the s of the
 * batches before it. For constant losses both variants converge to wᵢ = 1 / (2lᵢ).
 *
 * Losses must be 0 or more; while one is 0 its s does not converge, and the status is `'degenerate'`. Departure
 * from the paper: s stays within −50 … 50, because it would diverge to −∞ for a loss that tends to 0.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see A. Kendall, Y. Gal, R. Cipolla. Multi-Task Learning Using Uncertainty to Weigh Losses for Scene Geometry and
 *   Semantics. CVPR 2018. https://arxiv.org/abs/1705.07115
 */
export function uncertainty(options: UncertaintyOptions = {}): Balancer<UncertaintyState> {
  const owner = 'uncertainty';
  const { variant, initial, learningRate } = uncertaintyOptions.read(options);
  const factorOf = (task: number): number => {
    return (typeof variant === 'string' ? variant : variant[task]) === 'classification' ? 1 : 0.5;
  };
  const weigh = (tasks: UncertaintyState['tasks'], present: readonly number[]): PerTask =>
    combine(tasks, present, ({ logVariance }, task) => factorOf(task) * Math.exp(-logVariance));
  return {
    name: owner,
    config: configOf(uncertaintyOptions, options),
    headPolicy: 'weighted',
    needs: 'losses',
    init(taskCount) {
      if (typeof variant !== 'string' && variant.length !== taskCount) {
        const expected = `one word, or a list of ${taskCount} words, one for each task`;
        throw new InvalidOptionError(owner, 'variant', expected, variant);
      }
      return { tasks: Array.from({ length: taskCount }, () => ({ logVariance: initial, moments: noMoments })) };
    },
    weightsAhead(stats, { tasks }) {
      const present = presentTasks(stats, tasks.length);
      return weigh(take(tasks, present), present);
    },
    weigh(stats, state) {
      const present = tasksWithLosses(owner, stats, state.tasks.length);
      const tasks = take(state.tasks, present);
      const weights = weigh(tasks, present);
      const gradients = combine(weights, stats.losses, (weight, loss) => 0.5 - weight * loss);
      const trained = combine(tasks, gradients, ({ logVariance, moments }, gradient) => {
        const step = adam(gradient, moments, { learningRate });
        return { logVariance: clamp(logVariance + step.change), moments: step.moments };
      });
      const status = stats.losses.includes(0) ? 'degenerate' : 'solved';
      return { weights, state: { tasks: put(state.tasks, present, trained) }, status };
    },
  };
}

function clamp(logVariance: number): number {
  return Math.min(Math.max(logVariance, bounds[0]), bounds[1]);
}

/** Card of {@link uncertainty}, for the docs and the command line. */
export const uncertaintyCard: StrategyCard = {
  title: 'Uncertainty weighting (UW)',
  summary: 'Learns a noise variance for each task; a task with a high variance gets a small weight.',
  formula: 'minimise Σᵢ ½e^(−sᵢ)·lᵢ + ½sᵢ over s, by Adam;  wᵢ = ½e^(−sᵢ)',
  paper: 'Multi-Task Learning Using Uncertainty to Weigh Losses for Scene Geometry and Semantics',
  authors: 'A. Kendall, Y. Gal, R. Cipolla',
  venue: 'CVPR',
  year: 2018,
  link: 'https://arxiv.org/abs/1705.07115',
  needs: 'losses',
  headPolicy: 'weighted',
  state: 's = log σ² of each task, and Adam’s moments of it',
  backwardPasses: '1',
  invariances: ['At convergence wᵢ = 1 / (2lᵢ): the weighted losses do not change when a loss is scaled.'],
  options: uncertaintyOptions,
  departures: [
    's has its own Adam without weight decay; LibMTL and TorchJD train it by the model’s optimiser, with its weight decay.',
    's starts at 0 as in TorchJD; LibMTL starts at −0.5.',
    's stays within −50 … 50: it would diverge for a loss that tends to 0. A negative loss is an error.',
  ],
};
