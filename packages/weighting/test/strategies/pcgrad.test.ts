import { BalancerRun, InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { pcgrad, type PcgradOptions } from '../../src/strategies/pcgrad.ts';
import { upgrad } from '../../src/strategies/upgrad.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { exceptions } from '../support/exceptions.ts';
import { batchOf, directionFor, weightsFor } from '../support/gradients.ts';
import { agreeing, close, equals, opposite, single, stationary, textbook, three, uneven } from '../support/textbook.ts';

describeBalancer(() => pcgrad(), exceptions.pcgrad);
describeBalancer(() => pcgrad({ order: 'ascending' }), exceptions.pcgrad);

describe('pcgrad', () => {
  it('projects each of two gradients', () => {
    // G = [[18, −22], [−22, 38]]: ĝ₀ = g₀ + 22/38·g₁, ĝ₁ = g₁ + 22/18·g₀: w = [1 + 11/9, 1 + 11/19].
    expect(weightsFor(pcgrad(), textbook)).toEqual(close([20 / 9, 30 / 19], 14));
  });

  it('has twice the update of UPGrad for two tasks', () => {
    expect(directionFor(pcgrad(), textbook)).toEqual(
      close(
        directionFor(upgrad(), textbook).map((value) => 2 * value),
        12,
      ),
    );
  });

  it.each([
    ['three gradients', three, [2.25, 1.391026, 1.806268]],
    ['uneven gradients', uneven, [51, 1.102564, 1.011396]],
    ['agreeing gradients', agreeing, [1, 1, 1]],
    ['equal gradients', equals, [1, 1]],
    ['opposite gradients', opposite, [3, 1.5]],
    ['one gradient', single, [1]],
  ])('weighs %s in the order of the tasks', (_, jacobian, expected) => {
    expect(weightsFor(pcgrad({ order: 'ascending' }), jacobian)).toEqual(close(expected));
  });

  it('depends on the order of the tasks', () => {
    const weights = weightsFor(pcgrad({ order: 'ascending' }), [...three].reverse());
    expect([...weights].reverse()).toEqual(close([2.25, 1.213675, 2.111111]));
    expect(directionFor(pcgrad({ order: 'ascending' }), stationary)).toEqual(close([0, 0], 12));
    expect(directionFor(pcgrad({ order: 'ascending' }), [...stationary].reverse())).toEqual(close([0.5, 0.5], 12));
  });

  it('uses another order for every batch, the same for the same seed', () => {
    const run = (seed: number): string[] => {
      const balancerRun = new BalancerRun(pcgrad({ seed }), 3);
      return Array.from({ length: 20 }, () =>
        balancerRun
          .weigh(batchOf(three))
          .map((weight) => weight.toFixed(9))
          .join(),
      );
    };
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
    expect(new Set(run(1)).size).toBeGreaterThan(1);
  });

  it('uses the seed of the run, unless it has its own', () => {
    const seedOf = (options: PcgradOptions) => pcgrad(options).init(3, { seed: 7 }).seed;
    expect([seedOf({}), seedOf({ seed: 1 }), pcgrad().init(3).seed]).toEqual([7, 1, 0]);
  });

  it('resumes with the same orders from a saved state', () => {
    const unbroken = new BalancerRun(pcgrad(), 3);
    for (let batch = 0; batch < 5; batch += 1) unbroken.weigh(batchOf(three));
    const resumed = new BalancerRun(pcgrad(), 3, JSON.parse(JSON.stringify(unbroken.state)));
    expect(resumed.weigh(batchOf(three))).toEqual(unbroken.weigh(batchOf(three)));
  });

  it('rejects options out of range', () => {
    expect(() => pcgrad({ seed: 0.5 })).toThrow(InvalidOptionError);
    const options = JSON.parse('{"order":"descending"}') as { order: 'random' };
    expect(() => pcgrad(options)).toThrow(InvalidOptionError);
  });
});
