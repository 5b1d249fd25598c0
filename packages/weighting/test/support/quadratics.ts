import type { AnyBalancer, TransformBatch } from '@equipoise/core';
import {
  matMul,
  mul,
  reshape,
  square,
  sub,
  sum,
  type Tensor1D,
  tensor1d,
  type Tensor2D,
  tensor2d,
} from '@tensorflow/tfjs-core';
import { expect } from 'vitest';

import { tryTransform, type TransformMemory } from '../../src/testing.ts';
import { apart } from './gradients.ts';
import { normalRows, plus } from './reference-maths.ts';

/** A batch of losses Lᵢ(θ) = ½ Σₖ aᵢₖ(θₖ − cᵢₖ)². */
export interface Quadratics {
  /** a, above 0: a row for each task. */
  readonly curvatures: readonly (readonly number[])[];
  /** c. */
  readonly centres: readonly (readonly number[])[];
}

/** Losses of three tasks of four parameters. */
function drawQuadratics(seed: number): Quadratics {
  return {
    curvatures: normalRows(2 * seed, 3, 4).map((row) => row.map((value) => 0.3 + Math.abs(value))),
    centres: normalRows(2 * seed + 1, 3, 4),
  };
}

/** Lᵢ(θ). */
export function lossesAt({ curvatures, centres }: Quadratics, at: readonly number[]): number[] {
  return curvatures.map((row, task) =>
    row.reduce(
      (total, value, index) => total + (value * ((at[index] ?? 0) - (centres[task]?.[index] ?? 0)) ** 2) / 2,
      0,
    ),
  );
}

/** ∇Lᵢ(θ), a row for each task. */
export function gradientsAt({ curvatures, centres }: Quadratics, at: readonly number[]): number[][] {
  return curvatures.map((row, task) =>
    row.map((value, index) => value * ((at[index] ?? 0) - (centres[task]?.[index] ?? 0))),
  );
}

/** The same losses as a gradient transform finds them. */
function batchOf({ curvatures, centres }: Quadratics, parameters: readonly number[]): TransformBatch {
  const [steepness, middles] = [tensor2d(curvatures.map((row) => [...row])), tensor2d(centres.map((row) => [...row]))];
  const gap = (at: Tensor1D = tensor1d([...parameters])): Tensor2D => sub(reshape(at, [1, at.size]), middles);
  const rows = (at?: Tensor1D): Tensor2D => mul(steepness, gap(at));
  return {
    losses: (at) => sum<Tensor1D>(mul(mul(square(gap(at)), steepness), 0.5), 1),
    gradient: (weights, { at } = {}) => reshape(matMul(reshape(weights, [1, weights.size]), rows(at)), [-1]),
    jacobian: ({ at } = {}) => rows(at),
  };
}

/** What a step is, for a strategy and for the reference. */
export interface ReferenceStep {
  /** The losses of the step's own batch. */
  readonly own: Quadratics;
  /** Those of two others. */
  readonly others: readonly [Quadratics, Quadratics];
  /** θ. */
  readonly parameters: readonly number[];
  /** The number of the step, and of the epoch. */
  readonly step: number;
  /** η. */
  readonly rate: number;
}

/** What a reference makes of a step. */
export interface ReferenceAnswer {
  /** The weights. */
  readonly weights: readonly number[];
  /** The direction. */
  readonly direction: readonly number[];
}

/**
 * Takes eight steps down losses that differ from step to step, and compares the weights and directions of a strategy with those of a
 * reference in double precision.
 *
 * @param balancer - The strategy.
 * @param batchCount - How many batches it asks for.
 * @param reference - Remembers what it needs itself.
 */
export function expectSameSteps(
  balancer: AnyBalancer,
  batchCount: number,
  reference: (step: ReferenceStep) => ReferenceAnswer,
): void {
  let parameters = [0.5, -1, 2, 0];
  let memory: TransformMemory | undefined;
  for (let step = 0; step < 8; step += 1) {
    const [own, ...others] = [
      drawQuadratics(3 * step + 1),
      drawQuadratics(3 * step + 2),
      drawQuadratics(3 * step + 3),
    ] as const;
    const expected = reference({ own, others, parameters, step, rate: 0.2 });
    const here = parameters;
    const outcome = tryTransform(
      balancer,
      {
        taskCount: 3,
        parameters: here,
        learningRate: 0.2,
        progress: { epoch: step, step, epochs: 8 },
        batches: () => [own, ...others].slice(0, batchCount).map((losses) => batchOf(losses, here)),
      },
      memory,
    );
    expect(apart(outcome.answer.weights, expected.weights, 1)).toBeLessThan(1e-4);
    expect(apart(outcome.direction, expected.direction)).toBeLessThan(1e-4);
    ({ memory } = outcome);
    parameters = plus(parameters, -0.1, expected.direction);
  }
}
