import {
  type TransformBalancer,
  type GradientStats,
  type TransformResult,
  type TransformStep,
  number,
  optionsSchema,
  type OptionsOf,
  type CompleteOptionsOf,
} from '@equipoise/core';
import { add, divNoNan, maximum, mul, pow, sub } from '@tensorflow/tfjs-core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import type { GramianRuleState } from '../gramian-rule.ts';
import { combine, diagonal } from '../math/per-task.ts';
import { weightedSum, column, moved, products, slot } from '../math/rows.ts';
import { weighPositive } from '../positive.ts';
import { checkFinite, presentTasks } from '../present.ts';

/** Options of {@link dbMtl}. */
export const dbMtlOptions = optionsSchema('db-mtl', {
  /** β, from 0 to below 1: decay of the running means of the gradients. With 0 only the current batch counts. */
  beta: number({ default: 0.9, min: 0, below: 1, meaning: 'β, decay of the running means', search: [0, 0.99] }),
  /** β is divided by t to this power, at least 0. */
  betaDecay: number({ default: 0, min: 0, meaning: 'the power of t that β is divided by', search: [0, 1] }),
});

/** Options of {@link dbMtl}. */
export type DbMtlOptions = OptionsOf<typeof dbMtlOptions>;

const owner = 'db-mtl';

/**
 * Dual balancing: takes the logarithm of each loss, and scales every task gradient to the largest gradient norm.
 *
 *     uᵢ ← ĝᵢ + β/tᵇ · (uᵢ − ĝᵢ)     ĝᵢ = ∇ log lᵢ = gᵢ/lᵢ
 *     d = Σᵢ (maxₖ |uₖ| / |uᵢ|) uᵢ     wᵢ = maxₖ |uₖ| / (|uᵢ| lᵢ)
 *
 * t counts the batches that task i was in and b is `betaDecay`. With β = 0, wᵢ is the factor of gᵢ; in any
 * case it is the factor of the gradient of the head. A task whose loss is 0 weighs 0 (status `'degenerate'`), and so does one whose uᵢ is 0.
 *
 * @param options - Options that differ from the authors'.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see B. Lin, W. Jiang, F. Ye, Y. Zhang, P. Chen, Y.-C. Chen, S. Liu, J. T. Kwok. Dual-Balancing for Multi-Task Learning. arXiv
 *   2023. https://arxiv.org/abs/2308.12029
 */
export function dbMtl(options: DbMtlOptions = {}): TransformBalancer<GramianRuleState, GradientStats> {
  const { beta, betaDecay } = dbMtlOptions.read(options);
  return {
    name: owner,
    config: configOf(dbMtlOptions, options),
    headPolicy: 'unweighted',
    needs: 'jacobian',
    gradientTransform: {
      slots: { means: ['tasks', 'parameters'], batches: ['tasks'] },
      apply: (step) => balanced(step, { beta, betaDecay }),
    },
    init: (taskCount) => ({ taskCount }),
    weigh(stats, state) {
      const present = presentTasks(stats, state.taskCount);
      const squares = diagonal(stats.gramian);
      checkFinite(owner, 'squared gradient length', squares, present);
      const longest = Math.sqrt(Math.max(...squares));
      const answer = weighPositive(owner, stats, state.taskCount, (losses, tasks) =>
        combine(
          losses,
          tasks.map((task) => squares[present.indexOf(task)] ?? 0),
          (loss, square) => (square > 0 ? longest / Math.sqrt(square) / loss : 0),
        ),
      );
      return { ...answer, state };
    },
  };
}

function balanced(step: TransformStep, { beta, betaDecay }: CompleteOptionsOf<typeof dbMtlOptions>): TransformResult {
  const { batch, present, slots, weigh } = step;
  const losses = batch.losses();
  const fresh = mul(batch.jacobian(), column(divNoNan(1, losses)));
  const batches = add(slot(slots, 'batches'), present);
  const rates = sub(1, divNoNan(beta, pow(maximum(batches, 1), betaDecay)));
  const means = moved(slot(slots, 'means'), fresh, mul(present, rates));
  const { weights } = weigh({ gramian: products(means) });
  return { direction: weightedSum(mul(weights, losses), means), slots: { means, batches } };
}

/** Card of {@link dbMtl}, for the docs and the command line. */
export const dbMtlCard: StrategyCard = {
  title: 'Dual balancing (DB-MTL)',
  summary: 'Takes the logarithm of each loss, and scales every task gradient to the largest gradient norm.',
  formula: 'uᵢ ← gᵢ/lᵢ + β (uᵢ − gᵢ/lᵢ);  d = Σᵢ (maxₖ |uₖ| / |uᵢ|) uᵢ',
  paper: 'Dual-Balancing for Multi-Task Learning',
  authors: 'B. Lin, W. Jiang, F. Ye, Y. Zhang, P. Chen, Y.-C. Chen, S. Liu, J. T. Kwok',
  venue: 'arXiv',
  year: 2023,
  link: 'https://arxiv.org/abs/2308.12029',
  needs: 'jacobian',
  headPolicy: 'unweighted',
  headsElsewhere: 'As in the authors’ code (LibMTL), where the heads minimise log lᵢ.',
  state: 'a running mean of each task’s gradient of log lᵢ, and the number of batches with the task',
  backwardPasses: 'K',
  invariances: [
    'Scaling a loss does not change the update.',
    'With β = 0 and two tasks the update bisects the angle between the gradients, as in `edm` and `imtl-g`.',
  ],
  options: dbMtlOptions,
  departures: [
    'No ε. LibMTL adds 10⁻⁸ to losses and norms, which reduces the effect of small losses and short gradients.',
    'A head is trained with wᵢlᵢ or lᵢ, depending on `headPolicy`; LibMTL trains it with log lᵢ.',
    'The history holds the weights; LibMTL reports ones.',
  ],
};
