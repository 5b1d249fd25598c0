import { power } from '../power.ts';
import { add, div, mul, sqrt, square, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';

import { number } from '../options/option.ts';
import { named } from './named.ts';
import type { Optimizer, OptimizerResult, OptimizerStep } from './optimizer.ts';

/** The options that Adam and AdamW share. */
export const adamShape = {
  beta1: number({ default: 0.9, min: 0, below: 1, meaning: 'β₁, the share of the mean gradient that is kept' }),
  beta2: number({
    default: 0.999,
    min: 0,
    below: 1,
    meaning: 'β₂, the share of the mean squared gradient that is kept',
  }),
  epsilon: number({ default: 1e-8, min: 1e-30, scale: 'log', search: [1e-10, 1e-3], meaning: 'ε, added to the root' }),
};

/** β₁, β₂ and ε. */
interface AdamConstants {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** What Adam remembers: the mean gradient m and the mean squared gradient v. */
export const adamSlots = { mean: 'parameters', square: 'parameters' } as const satisfies Optimizer['slots'];

/**
 * The scalars of a step: the learning rate with the bias corrections. The host computes them, so that no scalar is computed in the graph.
 *
 *     rate = −η √(1 − β₂ᵗ) / (1 − β₁ᵗ)        floor = ε √(1 − β₂ᵗ)
 *
 * @param constants - β₁, β₂ and ε.
 * @param step - t, from 1.
 * @param learningRate - η.
 */
export function adamScalars(
  { beta1, beta2, epsilon }: AdamConstants,
  step: number,
  learningRate: number,
): Record<'rate' | 'floor', number> {
  const correction = Math.sqrt(1 - power(beta2, step));
  return { rate: (-learningRate * correction) / (1 - power(beta1, step)), floor: epsilon * correction };
}

/**
 * Adam without weight decay, in an order of operations that the compiler fuses into one loop.
 *
 *     m ← β₁ m + (1 − β₁) g        v ← β₂ v + (1 − β₂) g²        Δ = rate · m / (√v + floor)
 *
 * @param constants - β₁ and β₂.
 * @param gradient - g.
 * @param slots - m and v.
 * @param at - rate and floor, and what groups multiply the rate by.
 */
export function adamUpdate(
  { beta1, beta2 }: AdamConstants,
  gradient: Tensor1D,
  slots: Readonly<Record<string, Tensor>>,
  { rates, scalars }: OptimizerStep,
): OptimizerResult {
  const mean = add(mul(named(slots, 'mean'), beta1), mul(gradient, 1 - beta1));
  const squares = add(mul(named(slots, 'square'), beta2), mul(square(gradient), 1 - beta2));
  const update: Tensor1D = mul(named(scalars, 'rate'), div(mean, add(sqrt(squares), named(scalars, 'floor'))));
  return { update: rates ? mul(update, rates) : update, slots: { mean, square: squares } };
}
