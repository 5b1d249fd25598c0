import {
  type TransformBalancer,
  type PerTask,
  integer,
  number,
  optionsSchema,
  type OptionsOf,
  type CompleteOptionsOf,
} from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { checkCount, preferenceOfTasks, preferenceOption } from '../preference.ts';
import { configOf } from '../config-of.ts';
import { crossGramian, type CrossStats, tasksWithProducts } from '../cross-gramian.ts';
import { combine, diagonal, mean, same, sum, scale } from '../math/per-task.ts';
import { product } from '../math/product.ts';
import { projectOntoSimplex } from '../math/simplex.ts';
import { equalShares, moveShares, type SharesState } from '../shares.ts';

/** State of {@link sdmgrad}. */
export interface SdmgradState extends SharesState {
  /** The priority of each task, where they differ. */
  readonly priorities?: PerTask;
}

/** Options of {@link sdmgrad}. */
export const sdmgradOptions = optionsSchema('sdmgrad', {
  /** λ, at least 0: strength of the regularisation towards the average gradient. */
  lambda: number({
    default: 0.3,
    min: 0,
    meaning: 'λ, regularisation towards the average gradient',
    scale: 'log',
    search: [0.01, 10],
  }),
  /** Iterations of the weight optimisation per batch, at least 1. */
  iterations: integer({ default: 20, min: 1, meaning: 'iterations of the weight optimisation', search: [5, 50] }),
  /** η, above 0: learning rate of the weight optimisation. */
  learningRate: number({ default: 10, above: 0, meaning: 'η, its learning rate', scale: 'log', search: [0.1, 100] }),
  /** μ, from 0 to below 1: momentum of the weight optimisation. */
  momentum: number({ default: 0.5, min: 0, below: 1, meaning: 'μ, its momentum', search: [0, 0.9] }),
  /** How much each task matters: one number above 0 for each task; only the ratios count. */
  preference: preferenceOption,
});

/** Options of {@link sdmgrad}. */
export type SdmgradOptions = OptionsOf<typeof sdmgradOptions>;

/**
 * Direction-oriented multi-objective gradients: finds the minimum-norm combination regularised towards the average
 * gradient, from independent batches.
 *
 *     repeatedly  v ← μv + A(w + λw̃)     w ← Π(w − ηv)     A = J₁J₂ᵀ / s²     w̃ = 1/K
 *     d = J₃ᵀ (w + λw̃) / (1 + λ)
 *
 * The rows of J₁, J₂, J₃ are the gradients of three batches, s is the mean of √max(0, ·) over the
 * diagonal of J₁J₂ᵀ, η and μ are the learning rate and the momentum, and Π projects onto the weights that are at least 0 and add up to 1. w is kept
 * from batch to batch.
 *
 * @param options - Options that differ from the authors'.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see P. Xiao, H. Ban, K. Ji. Direction-oriented Multi-objective Learning: Simple and Provable Stochastic Algorithms. NeurIPS 2023.
 *   https://arxiv.org/abs/2305.18409
 */
export function sdmgrad(options: SdmgradOptions = {}): TransformBalancer<SdmgradState, CrossStats> {
  const owner = 'sdmgrad';
  const { lambda, iterations, learningRate, momentum, preference } = sdmgradOptions.read(options);
  return {
    name: owner,
    config: configOf(sdmgradOptions, options),
    headPolicy: 'unweighted',
    needs: 'batches',
    gradientTransform: crossGramian,
    holdsPriorities: true,
    init(taskCount, settings) {
      checkCount(owner, 'preference', preference, taskCount);
      const priorities = settings?.priorities;
      return { ...equalShares(taskCount), ...(priorities && { priorities }) };
    },
    weigh(stats, state) {
      const present = tasksWithProducts(owner, stats, state.shares.length);
      const pull = scale(lambda / present.length, preferenceOfTasks(present, preference, state.priorities));
      const { weights, state: next } = moveShares(state, present, (shares) =>
        search(shares, { cross: scaled(stats.cross), pull, iterations, learningRate, momentum }),
      );
      return {
        weights: combine(weights, pull, (weight, part) => (weight + part) / (1 + lambda)),
        state: { ...state, ...next },
      };
    },
  };
}

interface Search extends Omit<CompleteOptionsOf<typeof sdmgradOptions>, 'lambda' | 'preference'> {
  readonly cross: readonly PerTask[];
  readonly pull: PerTask;
}

function search(start: PerTask, { cross, pull, iterations, learningRate, momentum }: Search): PerTask {
  let shares = start;
  let velocity: PerTask = same(0, start);
  for (let iteration = 0; iteration < iterations; iteration += 1) {
    const pulled = combine(shares, pull, (share, part) => share + part);
    velocity = combine(velocity, cross, (speed, row) => momentum * speed + sum(product(row, pulled)));
    shares = projectOntoSimplex(combine(shares, velocity, (share, speed) => share - learningRate * speed));
  }
  return shares;
}

/** J₁J₂ᵀ divided by the square of the gradients' mean norm, as its diagonal estimates it. */
function scaled(cross: readonly PerTask[]): readonly PerTask[] {
  const length = mean(diagonal(cross).map((square) => Math.sqrt(Math.max(square, 0))));
  const largest = Math.max(...cross.flat().map(Math.abs));
  const unit = length > 0 ? length ** 2 : largest;
  return unit > 0 ? cross.map((row) => row.map((entry) => entry / unit)) : cross;
}

/** Card of {@link sdmgrad}, for the docs and the command line. */
export const sdmgradCard: StrategyCard = {
  title: 'Stochastic direction-oriented multi-objective gradient descent (SDMGrad)',
  summary: 'Finds the minimum-norm combination regularised towards the average gradient, from independent batches.',
  formula: 'w ≈ argmin ⟨J₁ᵀ(w + λw̃), J₂ᵀ(w + λw̃)⟩ over wᵢ ≥ 0 with Σᵢ wᵢ = 1;  d = J₃ᵀ (w + λw̃) / (1 + λ), w̃ = 1/K',
  paper: 'Direction-oriented Multi-objective Learning: Simple and Provable Stochastic Algorithms',
  authors: 'P. Xiao, H. Ban, K. Ji',
  venue: 'NeurIPS',
  year: 2023,
  link: 'https://arxiv.org/abs/2305.18409',
  needs: 'batches',
  headPolicy: 'unweighted',
  headsElsewhere: 'As in LibMTL and TorchJD.',
  state: 'w',
  backwardPasses: '2K + 1',
  invariances: [
    'The weights are positive (for λ above 0) and add up to 1.',
    'Scaling all gradients by the same constant does not change the weights. Scaling one does.',
  ],
  options: sdmgradOptions,
  departures: [
    'The three batches are sampled independently. The authors’ code uses the same batch three times.',
    'λ is 0.3 as in the authors’ runs, LibMTL and TorchJD 0.17 (the authors’ class has 0.6), the learning rate 10 as in TorchJD (5 in LibMTL).',
    'No ε in s². If no entry on the diagonal of J₁J₂ᵀ is positive, s² is the largest absolute product.',
  ],
};
