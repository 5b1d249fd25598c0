import type { Balancer, GradientStats, TransformResult, TransformStep } from '@equipoise/core';
import { add, divNoNan, maximum, mul, pow, sub } from '@tensorflow/tfjs-core';

import type { StrategyCard } from '../card.ts';
import type { GramianRuleState } from '../gramian-rule.ts';
import { combine, diagonal } from '../math/per-task.ts';
import { along, column, moved, products, slot } from '../math/rows.ts';
import { checkBetween, checkNonNegative, checkOptions } from '../options.ts';
import { weighPositive } from '../positive.ts';
import { checkFinite, presentTasks } from '../present.ts';

/** What {@link dbMtl} can be told. */
export interface DbMtlOptions {
  /**
   * β, from 0 to below 1: how much of a gradient's running mean is kept. With 0 only the current batch counts.
   *
   * @defaultValue 0.9
   */
  readonly beta?: number;
  /**
   * How fast β falls: it is divided by t to this power, at least 0.
   *
   * @defaultValue 0
   */
  readonly betaDecay?: number;
}

const owner = 'db-mtl';

/**
 * Dual balancing: takes the logarithm of each loss, and makes the gradients of all as long as the longest.
 *
 *     uᵢ ← ĝᵢ + β/tᵇ · (uᵢ − ĝᵢ)     ĝᵢ = ∇ log lᵢ = gᵢ/lᵢ
 *     d = Σᵢ (maxₖ |uₖ| / |uᵢ|) uᵢ     wᵢ = maxₖ |uₖ| / (|uᵢ| lᵢ)
 *
 * t counts the batches that task i was in and b is `betaDecay`. wᵢ is what multiplies gᵢ where β is 0, and the gradient of the
 * task's head. A task whose loss is 0 weighs 0 (status `'degenerate'`), and so does one whose uᵢ is 0.
 *
 * @param options - Where this run departs from the authors' setting.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see B. Lin, W. Jiang, F. Ye, Y. Zhang, P. Chen, Y.-C. Chen, S. Liu, J. T. Kwok. Dual-Balancing for Multi-Task Learning. arXiv
 *   2023. https://arxiv.org/abs/2308.12029
 */
export function dbMtl(options: DbMtlOptions = {}): Balancer<GramianRuleState, GradientStats> {
  checkOptions('db-mtl', options, dbMtlCard);
  const { beta = 0.9, betaDecay = 0 } = options;
  checkBetween({ owner, option: 'beta', value: beta }, [0, 1 - Number.EPSILON]);
  checkNonNegative({ owner, option: 'betaDecay', value: betaDecay });
  return {
    name: owner,
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

function balanced(step: TransformStep, { beta, betaDecay }: Required<DbMtlOptions>): TransformResult {
  const { batch, present, slots, weigh } = step;
  const losses = batch.losses();
  const fresh = mul(batch.jacobian(), column(divNoNan(1, losses)));
  const batches = add(slot(slots, 'batches'), present);
  const rates = sub(1, divNoNan(beta, pow(maximum(batches, 1), betaDecay)));
  const means = moved(slot(slots, 'means'), fresh, mul(present, rates));
  const { weights } = weigh({ gramian: products(means) });
  return { direction: along(mul(weights, losses), means), slots: { means, batches } };
}

/** What to know of {@link dbMtl}. */
export const dbMtlCard: StrategyCard = {
  title: 'Dual balancing (DB-MTL)',
  summary: 'Takes the logarithm of each loss, and makes the gradients of all as long as the longest.',
  formula: 'uᵢ ← gᵢ/lᵢ + β (uᵢ − gᵢ/lᵢ);  d = Σᵢ (maxₖ |uₖ| / |uᵢ|) uᵢ',
  paper: 'Dual-Balancing for Multi-Task Learning',
  authors: 'B. Lin, W. Jiang, F. Ye, Y. Zhang, P. Chen, Y.-C. Chen, S. Liu, J. T. Kwok',
  venue: 'arXiv',
  year: 2023,
  link: 'https://arxiv.org/abs/2308.12029',
  needs: 'jacobian',
  state: 'a running mean of each task’s gradient of log lᵢ, and how many batches the task was in',
  backwardPasses: 'K',
  invariances: [
    'Multiplying a loss by a constant changes nothing.',
    'With β = 0 the update is along the bisector of the gradients’ directions for two tasks, as that of `edm` and `imtl-g`.',
  ],
  options: [
    { name: 'beta', meaning: 'β, how much of a running mean is kept', defaultValue: '0.9', range: '0 … below 1' },
    { name: 'betaDecay', meaning: 'the power of t that β is divided by', defaultValue: '0', range: 'at least 0' },
  ],
  departures: [
    'Nothing is added to losses or lengths. LibMTL adds 10⁻⁸ to both, so that short gradients of small losses count less.',
    'A head is trained by its task’s weight wᵢ, or by the loss as it is, as the head policy says; LibMTL trains it by log lᵢ.',
    'The weights are told; LibMTL reports ones.',
  ],
};
