import {
  type LossStats,
  NonFiniteError,
  type PerTask,
  type GradientTransform,
  type TransformResult,
  type TransformStep,
} from '@equipoise/core';
import { add, matMul, mul, ones, reshape, square, sub, sum, type Tensor1D } from '@tensorflow/tfjs-core';

import { diagonal } from './math/per-task.ts';
import { weightedSum, column, products } from './math/rows.ts';
import { checkFinite } from './present.ts';

/** What {@link valueFunction} measures, f = Σᵢ wᵢLᵢ the weighted training loss with the weights so far. */
export interface ValueStats extends LossStats {
  /** The decrease of each training loss in the look-ahead steps. */
  readonly falls: PerTask;
  /** |∇f|², the same number for each task. */
  readonly squares: PerTask;
  /** ⟨∇L′ⱼ, ∇f⟩ for the loss of each task on the second batch. */
  readonly towards: PerTask;
  /** ⟨∇L′ⱼ, ∇L′ₖ⟩. */
  readonly heldOut: readonly PerTask[];
}

/**
 * Measures by how much look-ahead steps lower the weighted training loss, and the gradients on a second batch. The direction combines
 * both: `weights` for the training losses, `secondaryWeights` for the losses on the second batch.
 *
 * @param innerSteps - The number of look-ahead steps.
 */
export function valueFunction(innerSteps: number): GradientTransform {
  return { batchesPerStep: 2, apply: (step) => look(step, innerSteps) };
}

/**
 * Makes sure that the measured statistics are finite.
 *
 * @param owner - The strategy.
 * @param stats - The statistics.
 * @param present - The indices of the tasks that are present.
 * @throws {@link @equipoise/core!NonFiniteError} when a number is not finite; it names the task if it belongs to one.
 */
export function checkValueStats(owner: string, stats: ValueStats, present: readonly number[]): void {
  const { losses, falls, squares, towards, heldOut } = stats;
  checkFinite(owner, 'loss', losses, present);
  checkFinite(owner, 'fall of the loss', falls, present);
  checkFinite(owner, 'squared gradient length', diagonal(heldOut), present);
  const [length] = squares;
  if (length !== undefined && !Number.isFinite(length)) {
    throw new NonFiniteError(`${owner}: the squared length of the gradient of the weighted loss is ${length}.`);
  }
  checkFinite(owner, 'product of its gradient with that of the weighted loss', towards, present);
}

function look(step: TransformStep, innerSteps: number): TransformResult {
  const { batch, extraBatches, parameters, learningRate, current, weigh } = step;
  const [other = batch] = extraBatches;
  const weights = current();
  const gradient = batch.gradient(weights, { over: 'all' });
  let ahead = sub<Tensor1D>(parameters, mul(gradient, learningRate));
  for (let count = 1; count < innerSteps; count += 1) {
    ahead = sub<Tensor1D>(ahead, mul(batch.gradient(weights, { over: 'all', at: ahead }), learningRate));
  }
  const rows = other.jacobian({ over: 'all' });
  const answer = weigh({
    falls: sub(batch.losses(parameters), batch.losses(ahead)),
    squares: mul(ones([step.present.size]), sum(square(gradient))),
    towards: reshape(matMul(rows, column(gradient)), [-1]),
    heldOut: products(rows),
  });
  return {
    over: 'all',
    direction: add<Tensor1D>(
      weightedSum(answer.secondaryWeights, rows),
      batch.gradient(answer.weights, { over: 'all' }),
    ),
  };
}
