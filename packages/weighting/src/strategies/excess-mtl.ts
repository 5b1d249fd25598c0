import {
  type TransformBalancer,
  type LossStats,
  type PerTask,
  type TransformResult,
  type TransformStep,
  integer,
  number,
  optionsSchema,
  type OptionsOf,
  type CompleteOptionsOf,
} from '@equipoise/core';
import { add, divNoNan, sqrt, square, sum } from '@tensorflow/tfjs-core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { combine, put, same, take } from '../math/per-task.ts';
import { weightedSum, slot } from '../math/rows.ts';
import { softmax } from '../math/softmax.ts';
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

/** State of {@link excessMtl}. */
export interface ExcessMtlState {
  /** One entry for each task. */
  readonly tasks: readonly ExcessMtlTask[];
}

/** Options of {@link excessMtl}. */
export const excessMtlOptions = optionsSchema('excess-mtl', {
  /** η, above 0: step size of the weights. */
  stepSize: number({
    default: 0.01,
    above: 0,
    meaning: 'η, step size of the weights',
    scale: 'log',
    search: [1e-4, 10],
  }),
  /** Warm-up batches, at least 0: their mean excess risk normalises the later ones, and the weights are equal meanwhile. With 0 the first batch is not normalised, and normalises the others. */
  warmUp: integer({ default: 1, min: 0, meaning: 'warm-up batches, which give eᵢ⁰', scale: 'log', search: [1, 100] }),
});

/** Options of {@link excessMtl}. */
export type ExcessMtlOptions = OptionsOf<typeof excessMtlOptions>;

/** What the gradient transform of {@link excessMtl} measures. */
interface RiskStats extends LossStats {
  readonly risks: PerTask;
}

const owner = 'excess-mtl';

/**
 * Excess risks: gives a larger weight to tasks with a larger excess risk (distance to the minimum loss), estimated from
 * gradients.
 *
 *     eᵢ = Σ gᵢ² / √Sᵢ over the parameters     Sᵢ ← Sᵢ + gᵢ²
 *     α = softmax(ξ)     ξᵢ ← ξᵢ + η·eᵢ/eᵢ⁰
 *
 * eᵢ⁰ is the excess risk of the first batches. The weights αᵢ add up to 1. A task whose first gradients are 0 has no eᵢ⁰: its
 * weight does not change until it has.
 *
 * @param options - Options that differ from the authors'.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see Y. He, S. Zhou, G. Zhang, H. Yun, Y. Xu, B. Zeng, T. Chilimbi, H. Zhao. Robust Multi-Task Learning with Excess Risks. ICML 2024.
 *   https://proceedings.mlr.press/v235/he24n.html
 */
export function excessMtl(options: ExcessMtlOptions = {}): TransformBalancer<ExcessMtlState> {
  const { stepSize, warmUp } = excessMtlOptions.read(options);
  return {
    name: owner,
    config: configOf(excessMtlOptions, options),
    headPolicy: 'weighted',
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
  options: CompleteOptionsOf<typeof excessMtlOptions>,
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
  return { direction: weightedSum(weights, jacobian), slots: { squares } };
}

/** Card of {@link excessMtl}, for the docs and the command line. */
export const excessMtlCard: StrategyCard = {
  title: 'Robust multi-task learning with excess risks (ExcessMTL)',
  summary:
    'Gives a larger weight to tasks with a larger excess risk (distance to the minimum loss), estimated from gradients.',
  formula: 'α = softmax(ξ);  ξᵢ ← ξᵢ + η·eᵢ/eᵢ⁰;  eᵢ = Σ gᵢ²/√Sᵢ over the parameters, Sᵢ ← Sᵢ + gᵢ²',
  paper: 'Robust Multi-Task Learning with Excess Risks',
  authors: 'Y. He, S. Zhou, G. Zhang, H. Yun, Y. Xu, B. Zeng, T. Chilimbi, H. Zhao',
  venue: 'ICML',
  year: 2024,
  link: 'https://proceedings.mlr.press/v235/he24n.html',
  needs: 'jacobian',
  headPolicy: 'weighted',
  state: 'sum of squared gradients, first excess risk and log weight, per task',
  backwardPasses: 'K',
  invariances: ['The weights are positive and add up to 1.', 'Scaling a loss does not change the weights.'],
  options: excessMtlOptions,
  departures: [
    'The weights add up to 1, as in the paper and TorchJD 0.17; in the authors’ code and LibMTL to K.',
    'No ε in √Sᵢ, so that scales do not matter; other implementations add 10⁻⁷.',
    'η is 0.01 as in LibMTL; 1 in TorchJD. The paper warms up for three epochs.',
  ],
};
