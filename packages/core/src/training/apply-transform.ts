import { hostCallback, randomUniform } from '@equipoise/compiler';
import { type Scalar, split, square, sum, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import type { GradientTransform, ParameterTensor, TransformResult, TransformWeights } from '../gradient-transform.ts';
import type { Slots } from './slots.ts';
import type { HostBalancer } from './host-balancer.ts';
import type { TracedBatch } from './traced-batch.ts';

/** What a gradient transform is given. */
export interface TransformContext {
  /** The batches of the step, its own first. */
  readonly batches: readonly TracedBatch[];
  /** 1 for each task that is present, 0 for the others. */
  readonly present: Tensor1D;
  /** All parameters of the model. */
  readonly parameters: Tensor1D;
  /** The learning rate of the step. */
  readonly learningRate: Scalar;
  /** What the gradient transform keeps. */
  readonly slots: Slots;
  /** Who is asked for weights. */
  readonly host: HostBalancer;
}

/**
 * Applies a strategy's gradient transform, and gives what it says of the step, with the weights.
 *
 * @param transform - The gradient transform.
 * @param context - What it is given.
 */
export function applyTransform(
  transform: GradientTransform,
  context: TransformContext,
): TransformResult & TransformWeights {
  const { batches, present, parameters, learningRate, slots, host } = context;
  const batch = at(batches, 0);
  const taskCount = present.size;
  let asked: TransformWeights | undefined;

  const ask = (measured: Readonly<Record<string, Tensor>>): TransformWeights => {
    const names = Object.keys(measured);
    const jacobian = batch.knownJacobian;
    const known = [batch.losses(), ...(jacobian ? [sum(square(jacobian), 1)] : [])];
    const answer = hostCallback([...known, ...Object.values(measured)], { shape: [2 * taskCount] }, (...seen) => {
      const found = seen.slice(known.length);
      return host.weighMeasured(
        at(seen, 0),
        jacobian && seen[1],
        Object.fromEntries(names.map((name, index) => [name, at(found, index)])),
      );
    });
    const parts = split<Tensor1D>(answer, 2);
    return { weights: at(parts, 0), secondaryWeights: at(parts, 1) };
  };
  const weigh = (measured: Readonly<Record<string, Tensor>> = {}): TransformWeights => (asked ??= ask(measured));

  const tensors = tensorsOf(batch);
  const result = transform.apply({
    batch,
    extraBatches: batches.slice(1),
    present,
    parameters,
    tensors,
    learningRate,
    slots: slots.read({ tasks: taskCount, parameters: sharedSize(tensors) }),
    current: () => hostCallback([], { shape: [taskCount] }, () => host.current()) as Tensor1D,
    weigh,
    random: randomUniform,
  });
  return { ...result, ...weigh() };
}

function tensorsOf(batch: TracedBatch): readonly ParameterTensor[] {
  const { parameters, partition } = batch.forward();
  return parameters.map(({ size }, index) => ({ size, shared: partition.shared[index] ?? false }));
}

function sharedSize(tensors: readonly ParameterTensor[]): number {
  return tensors.reduce((total, { size, shared }) => total + (shared ? size : 0), 0);
}
