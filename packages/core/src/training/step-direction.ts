import { hostCallback } from '@equipoise/compiler';
import { type Tensor, type Tensor1D, type Variable, zerosLike } from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import type { HeadPolicy } from '../balancer.ts';
import type { BalancerRun } from '../balancer-run.ts';
import type { ModelGraph } from '../model/model-graph.ts';
import { applyTransform } from './apply-transform.ts';
import { type GradientScope, scopeJacobian } from './gradient-scope.ts';
import type { HostBalancer } from './host-balancer.ts';
import type { OptimizerRun } from './optimizer-run.ts';
import type { Slots } from './slots.ts';
import { gramian, scatterShared, weightedGradient } from './task-gradients.ts';
import { exampleDirection } from './example-direction.ts';
import type { TracedBatch } from './traced-batch.ts';

/** Who decides on the direction of a step. */
export interface DirectionContext {
  /** What the model computes. */
  readonly graph: ModelGraph;
  /** All parameters in one vector. */
  readonly parameters: Variable;
  /** The strategy. */
  readonly balancerRun: BalancerRun;
  /** The strategy's side on the host. */
  readonly host: HostBalancer;
  /** What the strategy's gradient transform keeps. */
  readonly slots: Slots;
  /** Knows the learning rate. */
  readonly optimizerRun: OptimizerRun;
  /** How the heads are trained. */
  readonly headPolicy: HeadPolicy;
  /** What the gradients are over that a Gramian is made of. */
  readonly gradientScope: GradientScope;
}

/** How a step is traced. */
export interface Tracing {
  /** What the optimizer needs of the host. */
  readonly factors: Tensor1D;
  /** 1 for each task that is present, 0 for the others. */
  readonly present: Tensor1D;
  /** Whether the strategy knows its weights before the batch. */
  readonly weightsKnown: boolean;
}

/** Where a step goes. */
export interface StepDirection {
  /** The gradient for the optimizer, over all parameters. */
  readonly gradient: Tensor1D;
  /** What is subtracted from the parameters past the optimizer, times the learning rate. */
  readonly update?: Tensor1D;
  /** The new value of every slot of the strategy's gradient transform. */
  readonly kept?: Readonly<Record<string, Tensor>>;
}

/**
 * The direction of a step, while it is traced.
 *
 * @param context - Who decides.
 * @param batches - The batches of the step, its own first.
 * @param tracing - How the step is traced.
 */
export function stepDirection(
  context: DirectionContext,
  batches: readonly TracedBatch[],
  { factors, present, weightsKnown }: Tracing,
): StepDirection {
  const { balancerRun, headPolicy, parameters, optimizerRun, slots, host } = context;
  const { gradientTransform } = balancerRun;
  const batch = at(batches, 0);
  if (batch.forward().objectives) return { gradient: exampleDirection(batch.forward(), host) };
  if (!gradientTransform) return { gradient: weighted(context, batch, weightsKnown) };
  const forward = batch.forward();
  const {
    direction,
    update,
    weights,
    over,
    slots: next,
  } = applyTransform(gradientTransform, {
    batches,
    present,
    parameters: parameters as unknown as Tensor1D,
    learningRate: optimizerRun.learningRate(factors),
    slots,
    host,
  });
  const kept = next ? { kept: next } : {};
  if (direction && over === 'all') return { gradient: direction, ...kept };
  const known = update ? zerosLike(update) : direction;
  const gradient = weightedGradient(forward, weights, { headPolicy, ...(known ? { direction: known } : {}) });
  return { gradient, ...kept, ...(update && { update: scatterShared(forward, update) }) };
}

/** The gradient for a strategy that answers weights. */
function weighted(context: DirectionContext, batch: TracedBatch, weightsKnown: boolean): Tensor1D {
  const { balancerRun, gradientScope, headPolicy, graph, host } = context;
  const forward = batch.forward();
  const seen = balancerRun.needs === 'gramian' && !weightsKnown ? scopeJacobian(forward, gradientScope) : undefined;
  const ahead = balancerRun.needs === 'nothing' || weightsKnown;
  const looksAt = ahead ? [] : seen ? [batch.losses(), gramian(seen)] : [batch.losses()];
  const shape = [graph.parts.tasks.length];
  const weights = hostCallback(looksAt, { shape }, (...found) => host.weigh(found)) as Tensor1D;
  const known = seen && gradientScope === 'shared' ? { jacobian: seen } : {};
  return weightedGradient(forward, weights, { headPolicy, ...known });
}
