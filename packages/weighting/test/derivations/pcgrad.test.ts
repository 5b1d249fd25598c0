import { random } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { pcgrad } from '../../src/strategies/pcgrad.ts';
import { apart, batchOf, combination, type Jacobian, product } from '../support/gradients.ts';
import { normalRows, plus } from '../support/reference-maths.ts';

const ascending = (count: number): number[][] => Array.from({ length: count }, () => [...new Array(count).keys()]);

/** Yu et al. 2020, algorithm 1, on the vectors themselves. */
function projected(jacobian: Jacobian, orders: readonly (readonly number[])[]): number[] {
  const parts = jacobian.map((gradient, task) =>
    (orders[task] ?? []).reduce((part, other) => {
      const row = jacobian[other] ?? [];
      const along = product(part, row);
      return other !== task && along < 0 ? plus(part, -along / product(row, row), row) : part;
    }, gradient),
  );
  return combination(parts, [1, 1, 1, 1, 1]);
}

describe('pcgrad on the vectors themselves', () => {
  it('agrees with the paper in ascending order', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const jacobian = normalRows(seed, 5, 4);
      const balancer = pcgrad({ order: 'ascending', seed });
      const { weights } = balancer.weigh(batchOf(jacobian), balancer.init(5));
      expect(apart(combination(jacobian, weights), projected(jacobian, ascending(5)))).toBeLessThan(1e-10);
    }
  });

  it('draws its orders from its seed, or that of the run', () => {
    const jacobian = normalRows(3, 5, 4);
    const orders = (seed: number): number[][] => {
      const draws = random(seed).fork('batch 0');
      return jacobian.map(() => [...draws.permutation(5)]);
    };
    const directionOf = (balancer: ReturnType<typeof pcgrad>, run: number): number[] =>
      combination(jacobian, balancer.weigh(batchOf(jacobian), balancer.init(5, { seed: run })).weights);
    expect(apart(directionOf(pcgrad({ seed: 7 }), 4), projected(jacobian, orders(7)))).toBeLessThan(1e-10);
    expect(apart(directionOf(pcgrad(), 4), projected(jacobian, orders(4)))).toBeLessThan(1e-10);
    expect(apart(projected(jacobian, orders(7)), projected(jacobian, orders(4)))).toBeGreaterThan(1e-3);
    expect(apart(projected(jacobian, orders(7)), projected(jacobian, orders(49)))).toBeGreaterThan(1e-3);
  });
});
