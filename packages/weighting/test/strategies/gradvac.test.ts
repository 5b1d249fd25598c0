import { BalancerRun, InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { gradvac, type GradvacState } from '../../src/strategies/gradvac.ts';
import { pcgrad } from '../../src/strategies/pcgrad.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { exceptions } from '../support/exceptions.ts';
import { batchOf, weightsFor } from '../support/gradients.ts';
import { close, opposite, textbook, three, uneven } from '../support/textbook.ts';

describeBalancer(() => gradvac(), exceptions.gradvac);
describeBalancer(() => gradvac({ beta: 0.5, order: 'ascending' }), exceptions.gradvac);

/** A state with the same ρ for every pair. */
function usual(rho: number, taskCount: number): GradvacState {
  return {
    batches: 0,
    seed: 0,
    targets: Array.from({ length: taskCount }, () => new Array<number>(taskCount).fill(rho)),
  };
}

describe('gradvac', () => {
  it('equals PCGrad in the first batch', () => {
    expect(weightsFor(gradvac(), textbook)).toEqual(close([20 / 9, 30 / 19], 12));
    for (const seed of [1, 2, 3]) {
      expect(weightsFor(gradvac({ seed }), uneven)).toEqual(close([...weightsFor(pcgrad({ seed }), uneven)], 10));
    }
  });

  it('raises the cosines to their running means', () => {
    const answer = gradvac({ order: 'ascending' }).weigh(batchOf(three), usual(0.3, 3));
    expect(answer.weights).toEqual(close([2.772711, 1.7201, 3.110369]));
  });

  it('reaches the running mean of the cosine exactly with two tasks', () => {
    // g₀ = [1, 0], g₁ = [−1, 1], ρ = 0.6: ĝ₀ = g₀ + a·g₁ with cos(ĝ₀, g₁) = 0.6.
    const jacobian = [
      [1, 0],
      [-1, 1],
    ];
    const rho = 0.6;
    // ρ counts for (0, 1) only; (1, 0) is left alone with a target of −1.
    const targets = [
      [0, rho],
      [-1, 0],
    ];
    const { weights } = gradvac({ order: 'ascending' }).weigh(batchOf(jacobian), { batches: 0, seed: 0, targets });
    const share = (weights[1] ?? 0) - 1;
    const turned = [1 - share, share];
    const cosine = (-(turned[0] ?? 0) + (turned[1] ?? 0)) / Math.hypot(...turned) / Math.SQRT2;
    expect(cosine).toBeCloseTo(rho, 12);
  });

  it('starts the running means with the cosines of the original gradients', () => {
    // cos = −22/√(18·38), β = 0.5: ρ = −0.4206 for both.
    const { state } = gradvac({ beta: 0.5 }).weigh(batchOf(textbook), gradvac().init(2));
    const rho = -11 / Math.sqrt(18 * 38);
    expect(state.targets).toEqual([
      [0, expect.closeTo(rho, 14)],
      [expect.closeTo(rho, 14), 0],
    ]);
  });

  it('keeps conflicts that are usual', () => {
    expect(gradvac().weigh(batchOf(textbook), usual(-0.9, 2)).weights).toEqual([1, 1]);
  });

  it('stays finite when gradients conflict for many batches', () => {
    const run = new BalancerRun(gradvac({ beta: 1 }), 2);
    for (let batch = 0; batch < 100; batch += 1) run.weigh(batchOf(opposite));
    expect(run.weigh(batchOf(textbook)).every(Number.isFinite)).toBe(true);
    expect(run.weigh(batchOf(opposite)).every(Number.isFinite)).toBe(true);
  });

  it('keeps the ρ of absent tasks', () => {
    const before = usual(0.25, 3);
    const { state } = gradvac({ beta: 0.5 }).weigh({ ...batchOf(textbook), tasks: [0, 2] }, before);
    expect(state.targets[1]).toEqual(before.targets[1]);
    expect(state.targets[0]?.[1]).toBe(0.25);
    expect(state.targets[0]?.[2]).not.toBe(0.25);
  });

  it('rejects options out of range', () => {
    expect(() => gradvac({ beta: 1.1 })).toThrow(InvalidOptionError);
    expect(() => gradvac({ seed: Number.NaN })).toThrow(InvalidOptionError);
  });
});
