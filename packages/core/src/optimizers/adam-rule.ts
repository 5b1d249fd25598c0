import { power } from '../power.ts';
import { add, div, mul, neg, sqrt, square, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';

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
 * The bias corrections of a step.
 *
 *     rate = √(1 − β₂ᵗ) / (1 − β₁ᵗ)        floor = ε √(1 − β₂ᵗ)
 *
 * @param constants - β₁, β₂ and ε.
 * @param step - t, from 1.
 */
export function adamScalars({ beta1, beta2, epsilon }: AdamConstants, step: number): Record<'rate' | 'floor', number> {
  const correction = Math.sqrt(1 - power(beta2, step));
  return { rate: correction / (1 - power(beta1, step)), floor: epsilon * correction };
}

/**
 * Adam without weight decay, in an order of operations that the compiler fuses into one loop.
 *
 *     m ← β₁ m + (1 − β₁) g        v ← β₂ v + (1 − β₂) g²        Δ = −η · rate · m / (√v + floor)
 *
 * @param constants - β₁ and β₂.
 * @param gradient - g.
 * @param slots - m and v.
 * @param at - η, rate and floor.
 */
export function adamUpdate(
  { beta1, beta2 }: AdamConstants,
  gradient: Tensor1D,
  slots: Readonly<Record<string, Tensor>>,
  { learningRate, scalars }: OptimizerStep,
): OptimizerResult {
  const mean = add(mul(named(slots, 'mean'), beta1), mul(gradient, 1 - beta1));
  const squares = add(mul(named(slots, 'square'), beta2), mul(square(gradient), 1 - beta2));
  const rate = mul(neg(learningRate), named(scalars, 'rate'));
  const update: Tensor1D = mul(rate, div(mean, add(sqrt(squares), named(scalars, 'floor'))));
  return { update, slots: { mean, square: squares } };
}
