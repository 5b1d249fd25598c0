import {
  type Balancer,
  InvalidOptionError,
  type LossStats,
  type PerTask,
  type TransformResult,
  type TransformStep,
} from '@equipoise/core';
import { add, divNoNan, sqrt, square, sum } from '@tensorflow/tfjs-core';

import type { StrategyCard } from '../card.ts';
import { combine, put, same, take } from '../math/per-task.ts';
import { along, slot } from '../math/rows.ts';
import { softmax } from '../math/softmax.ts';
import { checkOptions, checkPositive } from '../options.ts';
import { checkFinite, presentTasks } from '../present.ts';

/** What {@link excessMtl} remembers of one task, besides its squared gradients. */
export interface ExcessMtlTask {
  /** log αᵢ, up to a constant that is the same for all tasks. */
  readonly logit: number;
  /** Batches that the task was in. */
  readonly batches: number;
  /** Its mean excess risk over the first batches, so far. */
  readonly base: number;
}

/** What {@link excessMtl} remembers. */
export interface ExcessMtlState {
  /** One entry for each task. */
  readonly tasks: readonly ExcessMtlTask[];
}

/** What {@link excessMtl} can be told. */
export interface ExcessMtlOptions {
  /**
   * η, above 0: how fast the weights move.
   *
   * @defaultValue 0.01
   */
  readonly stepSize?: number;
  /**
   * Batches whose mean excess risk is the unit of a task's later ones, at least 0; the weights are equal meanwhile. With 0 the
   * first batch counts as it is, and is the unit of the others.
   *
   * @defaultValue 1
   */
  readonly warmUp?: number;
}

/** What the gradient transform of {@link excessMtl} tells it. */
interface RiskStats extends LossStats {
  readonly risks: PerTask;
}

const owner = 'excess-mtl';

/**
 * Excess risks: a task whose loss is still far above the least that it can be weighs more. How far is estimated from its gradient.
 *
 *     eᵢ = Σ gᵢ² / √Sᵢ over the parameters     Sᵢ ← Sᵢ + gᵢ²
 *     α = softmax(ξ)     ξᵢ ← ξᵢ + η·eᵢ/eᵢ⁰
 *
 * eᵢ⁰ is the excess risk of the first batches. The weights αᵢ add up to 1. A task whose first gradients are 0 has no unit: its
 * weight waits until there is one.
 *
 * @param options - Where this run departs from the authors' setting.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see Y. He, S. Zhou, G. Zhang, H. Yun, Y. Xu, B. Zeng, T. Chilimbi, H. Zhao. Robust Multi-Task Learning with Excess Risks. ICML 2024.
 *   https://proceedings.mlr.press/v235/he24n.html
 */
export function excessMtl(options: ExcessMtlOptions = {}): Balancer<ExcessMtlState> {
  checkOptions('excess-mtl', options, excessMtlCard);
  const { stepSize = 0.01, warmUp = 1 } = options;
  checkPositive({ owner, option: 'stepSize', value: stepSize });
  if (!(Number.isInteger(warmUp) && warmUp >= 0)) {
    throw new InvalidOptionError(owner, 'warmUp', 'a whole number of at least 0', warmUp);
  }
  return {
    name: owner,
    needs: 'jacobian',
    gradientTransform: { slots: { squares: ['tasks', 'parameters'] }, apply: estimate },
    init: (taskCount) => ({ tasks: same({ logit: 0, batches: 0, base: 0 }, new Array(taskCount).fill(0)) }),
    weigh({ losses, risks, ...stats }: RiskStats, state: ExcessMtlState) {
      const present = presentTasks(stats, state.tasks.length);
      checkFinite(owner, 'loss', losses, present);
      checkFinite(owner, 'excess risk', risks, present);
      const tasks = combine(take(state.tasks, present), risks, (task, risk) => moved(task, risk, { stepSize, warmUp }));
      return {
        weights: softmax(tasks.map(({ logit }) => logit)),
        state: { tasks: put(state.tasks, present, tasks) },
      };
    },
  };
}

function moved(
  { logit, batches, base }: ExcessMtlTask,
  risk: number,
  options: Required<ExcessMtlOptions>,
): ExcessMtlTask {
  const { stepSize, warmUp } = options;
  if (batches < warmUp) return { logit, batches: batches + 1, base: base + risk / warmUp };
  if (base === 0) return { logit: warmUp === 0 ? logit + stepSize * risk : logit, batches: batches + 1, base: risk };
  return { logit: logit + (stepSize * risk) / base, batches: batches + 1, base };
}

function estimate({ batch, slots, weigh }: TransformStep): TransformResult {
  const jacobian = batch.jacobian();
  const squared = square(jacobian);
  const squares = add(slot(slots, 'squares'), squared); // The gradient of an absent task is 0.
  const { weights } = weigh({ risks: sum(divNoNan(squared, sqrt(squares)), 1) });
  return { direction: along(weights, jacobian), slots: { squares } };
}

/** What to know of {@link excessMtl}. */
export const excessMtlCard: StrategyCard = {
  title: 'Robust multi-task learning with excess risks (ExcessMTL)',
  summary: 'A task whose loss is, by its gradients, still far above the least that it can be weighs more.',
  formula: 'α = softmax(ξ);  ξᵢ ← ξᵢ + η·eᵢ/eᵢ⁰;  eᵢ = Σ gᵢ²/√Sᵢ over the parameters, Sᵢ ← Sᵢ + gᵢ²',
  paper: 'Robust Multi-Task Learning with Excess Risks',
  authors: 'Y. He, S. Zhou, G. Zhang, H. Yun, Y. Xu, B. Zeng, T. Chilimbi, H. Zhao',
  venue: 'ICML',
  year: 2024,
  link: 'https://proceedings.mlr.press/v235/he24n.html',
  needs: 'jacobian',
  state: 'the sum of each task’s squared gradients, its first excess risk, and its logarithmic weight',
  backwardPasses: 'K',
  invariances: [
    'The weights are above 0 and add up to 1.',
    'Multiplying a loss by a constant leaves the weights as they are.',
  ],
  options: [
    { name: 'stepSize', meaning: 'η, how fast the weights move', defaultValue: '0.01', range: 'above 0' },
    { name: 'warmUp', meaning: 'batches that give the unit eᵢ⁰', defaultValue: '1', range: '0, 1, 2, …' },
  ],
  departures: [
    'The weights add up to 1, as in the paper and TorchJD 0.17; in the authors’ code and LibMTL to K.',
    'Nothing is added to Sᵢ, so that scales do not matter; other implementations add 10⁻⁷.',
    'η is 0.01 as in LibMTL, 1 in TorchJD. The paper warms up for three epochs.',
  ],
};
