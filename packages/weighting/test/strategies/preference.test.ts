import type { AnyBalancer, PerTask } from '@equipoise/core';
import { InvalidOptionError } from '@equipoise/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  alignedMtl,
  cagrad,
  config,
  dualproj,
  edm,
  fairgrad,
  mgda,
  nashMtl,
  sdmgrad,
  upgrad,
} from '../../src/index.ts';
import { tryTransform, linearBatch } from '../../src/testing.ts';
import { batchOf, combination, type Jacobian, length, partsLength, product, weightsFor } from '../support/gradients.ts';
import { hardJacobians } from '../support/hard-jacobians.ts';

type Maker = (options: { preference?: PerTask }) => AnyBalancer;

const harmless: Readonly<Record<string, Maker>> = {
  upgrad,
  dualproj,
  mgda,
  edm,
  'mgda of unit gradients': (options) => mgda({ ...options, normalization: 'l2' }),
  'cagrad with c = 1': (options) => cagrad({ ...options, c: 1 }),
  'nash-mtl': nashMtl,
  'fairgrad with α = 2': (options) => fairgrad({ ...options, alpha: 2 }),
};

const holding: Readonly<Record<string, Maker>> = { ...harmless, 'aligned-mtl': alignedMtl, config, cagrad, fairgrad };

/** Preferences over two decades. */
function uneven(count: number): number[] {
  return Array.from({ length: count }, (_, task) => 10 ** Math.sin(1 + 3 * task));
}

/** Two gradients that conflict: g₁·g₂ = −0.9. */
const conflict: Jacobian = [
  [1, 0],
  [-0.9, 0.436],
];

describe('with uneven preferences', () => {
  it.each(Object.entries(harmless))('%s conflicts with no task', (_, make) => {
    fc.assert(
      fc.property(hardJacobians(), (jacobian) => {
        const weights = weightsFor(make({ preference: uneven(jacobian.length) }), jacobian);
        const direction = combination(jacobian, weights);
        const rounding = 1e-9 * partsLength(jacobian, weights);
        for (const row of jacobian) expect(product(row, direction)).toBeGreaterThanOrEqual(-rounding * length(row));
      }),
      { numRuns: 150 },
    );
  });

  it.each(Object.entries(harmless))('%s given priorities 1 and 5 pushes no task uphill', (_, make) => {
    const balancer = make({});
    const { weights } = balancer.weigh(batchOf(conflict), balancer.init(2, { seed: 0, priorities: [1, 5] }));
    const direction = combination(conflict, weights);
    for (const row of conflict) expect(product(row, direction)).toBeGreaterThanOrEqual(-1e-12);
  });

  it.each(Object.entries(holding))('%s takes priorities for preferences, and only their ratios', (_, make) => {
    const balancer = make({});
    expect(balancer.holdsPriorities).toBe(true);
    const { weights } = balancer.weigh(batchOf(conflict), balancer.init(2, { seed: 0, priorities: [2, 6] }));
    const expected = weightsFor(make({ preference: [1, 3] }), conflict);
    weights.forEach((weight, task) => expect(weight).toBeCloseTo(expected[task] ?? 0, 12));
  });
});

// Orthogonal gradients of lengths 1 and 2 and preferences 1 and 3, which are ½ and 3/2 in units of their mean.
const rows: Jacobian = [
  [1, 0],
  [0, 2],
];
const preference = [1, 3];

describe('a preference for the second of two orthogonal tasks', () => {
  it.each<[string, AnyBalancer, PerTask]>([
    ['upgrad averages with the weights ¼ and ¾', upgrad({ preference }), [0.25, 0.75]],
    ['dualproj averages with the weights ¼ and ¾', dualproj({ preference }), [0.25, 0.75]],
    // G = diag(1, 4): w = √1·(¼/1, ¾/2).
    ['aligned-mtl averages aligned gradients with ¼ and ¾', alignedMtl({ preference }), [0.25, 0.375]],
    // x = (½, 3/2), ĝ = (1, 3)/√10, Σ gᵢ·ĝ = 7/√10: d = (0.7, 2.1).
    ['config has cosines in the ratio 1 to 3', config({ preference }), [0.7, 1.05]],
    // (Gw)ᵢwᵢ = pᵢ: w₁² = ½, 4w₂² = 3/2.
    ['nash-mtl has (Gw)ᵢwᵢ = pᵢ', nashMtl({ preference }), [Math.sqrt(0.5), Math.sqrt(3 / 8)]],
    // wᵢ = pᵢ(Gw)ᵢ^(−2): w₁³ = ½, 16w₂³ = 3/2.
    ['fairgrad has wᵢ = pᵢ(gᵢ·d)^(−α)', fairgrad({ preference, alpha: 2 }), [Math.cbrt(0.5), Math.cbrt(3 / 32)]],
    // gᵢ/pᵢ has the lengths 2 and 4/3: λ ∝ ¼ and 9/16, w = λ/p: 4/13·2 and 9/13·2/3. g₂·d = 24/13 = 3·g₁·d.
    ['mgda makes three times the progress', mgda({ preference }), [8 / 13, 6 / 13]],
    // uᵢ/pᵢ: the cosines with d are in the ratio 1 to 3, and Σ wᵢ = 1: w ∝ 1 and 3/2.
    ['edm has cosines in the ratio 1 to 3', edm({ preference }), [0.4, 0.6]],
    ['cagrad with c = 0 steps along the weighted mean', cagrad({ preference, c: 0 }), [0.25, 0.75]],
  ])('%s', (_, balancer, expected) => {
    weightsFor(balancer, rows).forEach((weight, task) => expect(weight).toBeCloseTo(expected[task] ?? 0, 10));
  });

  it('sdmgrad is pulled towards the weighted mean', () => {
    // λ so large that the pull is all: (w + λp/K)/(1 + λ) → ¼ and ¾.
    const batches = () => [rows, rows, rows].map((jacobian) => linearBatch([1, 1], jacobian));
    const trial = { taskCount: 2, parameters: [0, 0], batches };
    const { answer } = tryTransform(sdmgrad({ preference, lambda: 1e6, learningRate: 1e-9 }), trial);
    expect(answer.weights[0]).toBeCloseTo(0.25, 5);
    expect(answer.weights[1]).toBeCloseTo(0.75, 5);
  });

  it('is refused unless it is one number above 0 for each task', () => {
    expect(() => upgrad({ preference: [1, 0] })).toThrow(InvalidOptionError);
    expect(() => upgrad({ preference }).init(3)).toThrow('a list of 3 numbers, one for each task');
    expect(() => sdmgrad({ preference }).init(3)).toThrow('a list of 3 numbers, one for each task');
  });
});
