import type { AnyBalancer } from '@equipoise/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type BalancerMaker, type BalancerPromise, promises } from '../../src/testing.ts';
import { batches } from './arbitraries.ts';

/** Reports each promise of a balancer as a test of its own, and puts drawn batches to it besides. */
export function describeBalancer(make: BalancerMaker, except: readonly BalancerPromise[] = []): void {
  describe(`${make().name} as a balancer`, () => {
    for (const [promise, check] of Object.entries(promises)) {
      if (canFail(make(), promise) && !except.some((excepted) => excepted === promise)) it(promise, () => check(make));
    }

    if (make().gradientTransform) return; // What a gradient transform measures is not drawn here.

    it('gives the same finite weights for the same random batch', () => {
      fc.assert(
        fc.property(batches, (batch) => {
          const balancer = make();
          const state = balancer.init(batch.losses.length);
          const answer = balancer.weigh(batch, state);
          expect(balancer.weigh(batch, state)).toEqual(answer);
          expect(answer.weights).toHaveLength(batch.losses.length);
          expect(answer.weights.every(Number.isFinite)).toBe(true);
        }),
      );
    });
  });
}

/** Whether a strategy could break a promise: not one of statistics that it is given anyway, or of a method that it does not have. */
function canFail(balancer: AnyBalancer, promise: string): boolean {
  if (promise === 'answers the weights that weightsAhead gives') return balancer.weightsAhead !== undefined;
  const isGivenLess = balancer.needs === 'nothing' || balancer.needs === 'losses';
  return isGivenLess || promise !== 'reads no statistic that it has not declared as needed';
}
