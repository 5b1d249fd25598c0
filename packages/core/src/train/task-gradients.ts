import {
  concat,
  matMul,
  mul,
  reshape,
  slice,
  split,
  stack,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  zeros,
} from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import type { Tape } from './tape.ts';
import type { HeadPolicy } from '../balancer.ts';

/** One forward pass: a loss for each task, over parameters. */
export interface Forward {
  /** Each task's loss. */
  readonly losses: readonly Tensor[];
  /** The parameters that it started from. */
  readonly parameters: readonly Tensor[];
  /** What its gradients need. */
  readonly tape: Tape;
}

/** Which parameters are shared: more than one task's loss depends on them. The others belong to a head. */
export function sharedParameters({ losses, parameters, tape }: Forward): readonly boolean[] {
  return parameters.map((parameter) => {
    const users = losses.filter((loss) => tape.depends(loss, parameter)).length;
    return users > 1 || losses.length === 1;
  });
}

/**
 * The gradient of each task's loss over the shared parameters, flattened: tasks × entries.
 *
 * @param forward - The forward pass, which is not run again.
 */
export function sharedJacobian(forward: Forward): Tensor2D {
  const shared = sharedParameters(forward);
  return rows(
    forward,
    forward.parameters.filter((_, index) => shared[index]),
  );
}

/**
 * The gradient of each task's loss over some tensors of the forward pass, flattened: tasks × entries.
 *
 * @param forward - The forward pass, which is not run again.
 * @param targets - The tensors.
 */
export function rows({ losses, tape }: Forward, targets: readonly Tensor[]): Tensor2D {
  return stack(losses.map((loss) => flatten(tape.vjp([loss], targets), targets))) as Tensor2D;
}

/**
 * The inner products of the tasks' gradients: `gramian[i][j] = ⟨∇Lᵢ, ∇Lⱼ⟩`.
 *
 * @param jacobian - The tasks' gradients: tasks × numbers.
 */
export function gramian(jacobian: Tensor2D): Tensor2D {
  return matMul(jacobian, jacobian, false, true);
}

/**
 * The direction of a step, Σ wᵢ ∇Lᵢ, over all parameters in a row.
 *
 * @param forward - The forward pass.
 * @param weights - wᵢ, one for each task.
 * @param options - How heads are trained; and the shared gradients, or the shared part of the direction, when they are known
 *   already, which saves a pass.
 */
export function weightedGradient(
  forward: Forward,
  weights: Tensor1D,
  options: { readonly headPolicy: HeadPolicy; readonly jacobian?: Tensor2D; readonly direction?: Tensor1D },
): Tensor1D {
  const { losses, parameters, tape } = forward;
  const { headPolicy, jacobian, direction } = options;
  const taskCount = losses.length;
  const each = unstack(weights);
  const shared = sharedParameters(forward);
  const trunk = parameters.filter((_, index) => shared[index]);
  const heads = parameters.filter((_, index) => !shared[index]);
  if (!jacobian && !direction && headPolicy === 'weighted')
    return flatten(tape.vjp(losses, parameters, each), parameters);

  const trunkGradient =
    direction ??
    (jacobian
      ? reshape(matMul(reshape(weights, [1, taskCount]), jacobian), [-1])
      : flatten(tape.vjp(losses, trunk, each), trunk));
  if (heads.length === 0) return trunkGradient;
  // Unweighted first: what the shared gradients needed already comes as far as the heads.
  const headGradient = tape.vjp(losses, heads).map((gradient, index) => {
    const weight = each[losses.findIndex((loss) => tape.depends(loss, at(heads, index)))];
    return gradient && weight && headPolicy === 'weighted' ? mul(gradient, weight) : gradient;
  });
  return inOrder(parameters, shared, { trunk: trunkGradient, heads: headGradient });
}

/**
 * Scatters a vector over the shared parameters into one over all parameters, with 0 elsewhere.
 *
 * @param forward - The forward pass.
 * @param vector - The vector.
 */
export function scatterShared(forward: Forward, vector: Tensor1D): Tensor1D {
  const shared = sharedParameters(forward);
  return inOrder(forward.parameters, shared, { trunk: vector, heads: [] });
}

/**
 * The entries of a vector, one scalar tensor each.
 *
 * @param vector - The vector.
 */
export function unstack(vector: Tensor1D): readonly Tensor[] {
  return Array.from({ length: vector.size }, (_, index) => reshape(slice(vector, [index], [1]), []));
}

/** The gradients of shared and other parameters as one row, in the order of the parameters. */
function inOrder(
  parameters: readonly Tensor[],
  shared: readonly boolean[],
  gradients: { readonly trunk: Tensor1D; readonly heads: readonly (Tensor | null)[] },
): Tensor1D {
  const runs: number[] = []; // Sizes of neighbouring shared parameters: one run, unless a trunk has parameters for nothing.
  parameters.forEach(({ size }, index) => {
    if (!shared[index]) return;
    if (index > 0 && shared[index - 1]) runs.push((runs.pop() ?? 0) + size);
    else runs.push(size);
  });
  const trunk = runs.length > 1 ? split<Tensor1D>(gradients.trunk, runs) : [gradients.trunk];
  const heads = [...gradients.heads];
  const pieces = parameters.flatMap((parameter, index) => {
    if (!shared[index]) return [row(heads.shift() ?? null, parameter.size)];
    return index > 0 && shared[index - 1] ? [] : trunk.splice(0, 1);
  });
  return concat(pieces);
}

/**
 * Gradients as one row, 0 where there is none.
 *
 * @param gradients - One for each target.
 * @param targets - What they are the gradients of.
 */
export function flatten(gradients: readonly (Tensor | null)[], targets: readonly Tensor[]): Tensor1D {
  return concat(gradients.map((gradient, index) => row(gradient, targets[index]?.size ?? 0)));
}

function row(gradient: Tensor | null, size: number): Tensor1D {
  return gradient ? reshape(gradient, [size]) : zeros([size]);
}
