import { type Balancer, type GradientStats, InvalidOptionError, type TransformBatch } from '@equipoise/core';
import { add, mul, pow, square, sub, type Tensor1D, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { mgda, nashMtl, samo } from '../../src/index.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { combination, weightsFor } from '../support/gradients.ts';
import { close } from '../support/textbook.ts';
import { type Found, quadraticBatch, step } from '../support/transforms.ts';

describeBalancer(() => samo());
describeBalancer(() => samo({ inner: 'upgrad', beta: 0.2 }));

/** The sum of the gradients. */
const sum: Balancer<null, GradientStats> = {
  name: 'sum',
  needs: 'gramian',
  headPolicy: 'unweighted',
  init: () => null,
  weigh: ({ losses }) => ({ weights: losses.map(() => 1), state: null }),
};

/** Draws that make standard normal numbers: ½|z|² = −ln(1 − u), and a second draw of 0 or ½ for the sign. */
function drawing(...numbers: readonly (readonly number[])[]): () => number {
  const draws = numbers.flatMap((row) => [
    ...row.map((z) => 1 - Math.exp((-z * z) / 2)),
    ...row.map((z) => (z > 0 ? 0 : 0.5)),
  ]);
  let next = 0;
  return () => draws[next++] ?? 0;
}

/** Lᵢ = ½|θ − cᵢ|² at θ = 0: the gradients −cᵢ are (3, 0) and (0, 4), and (3, 0) + ε and (0, 4) + ε where θ is moved by ε. */
const centres = [[-3, 0], [0, -4]]; // prettier-ignore
const found: Found = { jacobian: [[3, 0], [0, 4]], batches: () => [quadraticBatch(centres, [0, 0])] }; // prettier-ignore

describe('samo', () => {
  it('takes the gradients up the mean loss with β = 0', () => {
    // The mean gradient points to (0.6, 0.8): both gradients are taken at (0.3, 0.4).
    const { direction } = step(samo({ inner: sum, rho: 0.5, beta: 0 }), found);
    expect(direction).toEqual(close([3 + 0.6, 4 + 0.8], 5));
  });

  it('takes each gradient up the estimate of its own loss with β = 1', () => {
    // z₁ = (1, 2) goes up L₁, z₂ = (2, −1) down L₂: moved by ρ(1, 2)/√5 and ρ(−2, 1)/√5.
    const draw = drawing([1, 2], [2, -1]);
    const { direction } = step(samo({ inner: sum, rho: 0.5, beta: 1 }), { ...found, draw });
    expect(direction).toEqual(close([3 - 0.5 / Math.sqrt(5), 4 + 1.5 / Math.sqrt(5)], 5));
  });

  it('mixes both by β, each tensor as long as the mean gradient in it', () => {
    // g₀ = (3, 4) up to its length, in two tensors: the estimates are (3, 4) by z₁, and (−3, 4) by z₂. With β = ¼ the second is moved by
    // ¾(3, 4) + ¼(−3, 4) = (1.5, 4), the first by (3, 4).
    const draw = drawing([1, 2], [2, -1]);
    const { direction } = step(samo({ inner: sum, rho: 0.5, beta: 0.25 }), { ...found, draw, sizes: [1, 1] });
    const length = Math.hypot(1.5, 4);
    expect(direction).toEqual(close([3 + 0.3 + 0.75 / length, 4 + 0.4 + 2 / length], 5));
  });

  it.each([
    [0.6, 0.5],
    [0.8, -1.5],
  ])('compares losses μ = %d away', (mu, expected) => {
    // L = θ + θ² − 2θ³ at 0: L(μ) − L(−μ) = 2(μ − 2μ³) is above 0 up to μ = √½, and ∇L = 1 + 2θ − 6θ² is ½ at ½, −3/2 at −½.
    const cubic: TransformBatch = {
      losses: (at = tensor1d([0])) => sub(add<Tensor1D>(at, square(at)), mul(pow(at, 3), 2)),
      gradient: (_, { at = tensor1d([0]) } = {}) => sub(add<Tensor1D>(mul(at, 2), 1), mul(square(at), 6)),
      jacobian: () => tensor2d([[1]]),
    };
    const { direction } = step(samo({ inner: sum, rho: 0.5, beta: 1, mu }), {
      jacobian: [[1]],
      batches: () => [cubic],
      draw: drawing([1]),
    });
    expect(direction).toEqual(close([expected], 5));
  });

  it('equals the inner strategy where nothing is curved, and where the mean gradient is 0', () => {
    const jacobian = [[3, 0, 1], [-1, 4, 0], [2, 1, 1]]; // prettier-ignore
    const { direction: plain, answer } = step(samo({ rho: 1 }), { jacobian });
    const weights = weightsFor(mgda(), jacobian);
    expect(answer.weights).toEqual(close(weights));
    expect(plain).toEqual(close(combination(jacobian, weights), 5));
    const opposite = [[-3, 0], [3, 0]]; // prettier-ignore
    const { direction } = step(samo({ inner: sum }), {
      jacobian: opposite,
      batches: () => [quadraticBatch(opposite, [0, 0])],
    });
    expect(direction).toEqual(close([0, 0], 6));
  });

  it('is what its inner strategy is', () => {
    expect(samo({ inner: mgda() }).holdsPriorities).toBe(true);
    expect(samo({ inner: sum }).holdsPriorities).toBeUndefined();
    expect(samo({ inner: { ...sum, headPolicy: 'weighted' } }).headPolicy).toBe('weighted');
    expect(samo({ inner: 'nash-mtl' }).config).toEqual(samo({ inner: nashMtl() }).config);
    expect(samo({ inner: sum }).config).toBeUndefined();
  });

  it('rejects options out of range', () => {
    expect(() => samo({ rho: 0 })).toThrow(InvalidOptionError);
    expect(() => samo({ beta: 1.5 })).toThrow(InvalidOptionError);
    expect(() => samo({ mu: 0 })).toThrow(InvalidOptionError);
    expect(() => samo({ inner: 'dwa' as never })).toThrow('a strategy that needs the Gramian');
  });
});
