import { random } from '@equipoise/core';
import fc from 'fast-check';

import type { Jacobian } from './gradients.ts';

/** How hard a Jacobian is. */
export interface Hardness {
  /** The most that the lengths of the gradients differ by: 10 to this power. */
  readonly decades?: number;
  /** Whether gradients may be 0, equal to or opposite to others, or depend on others. */
  readonly singular?: boolean;
}

/**
 * Gradients of 1 to 12 tasks over 1 to 60 parameters, each scaled for itself over sixteen decades, some of them 0, equal,
 * opposite, or in the span of others.
 */
export function hardJacobians({ decades = 16, singular = true }: Hardness = {}): fc.Arbitrary<Jacobian> {
  const shape = { seed: fc.nat(), taskCount: fc.integer({ min: 1, max: 12 }), width: fc.integer({ min: 1, max: 60 }) };
  return fc
    .record({ ...shape, trick: fc.integer({ min: 0, max: 6 }), rank: fc.integer({ min: 1, max: 12 }) })
    .map((drawn) => {
      const { seed, taskCount, trick, rank } = drawn;
      const width = singular ? drawn.width : Math.max(drawn.width, 2 * taskCount);
      const draws = random(seed);
      const rows = (count: number, length: number): number[][] =>
        Array.from({ length: count }, () => Array.from({ length }, () => draws.normal()));
      let jacobian = rows(taskCount, width);
      if (singular && trick === 1) {
        const factor = rows(rank, width);
        jacobian = rows(taskCount, rank).map((shares) =>
          factor[0]
            ? factor[0].map((_, column) =>
                shares.reduce((sum, share, row) => sum + share * (factor[row]?.[column] ?? 0), 0),
              )
            : [],
        );
      }
      const pick = (): number[] => jacobian[draws.integer(taskCount)] ?? [];
      for (let turn = 0; singular && turn < rank; turn += 3) {
        const target = draws.integer(taskCount);
        if (trick === 2) jacobian[target] = [...pick()];
        if (trick === 3) jacobian[target] = pick().map((value) => -value);
        if (trick === 4) jacobian[target] = pick().map(() => 0);
        if (trick === 5) jacobian[target] = pick().map((value, column) => -2 * value - (jacobian[0]?.[column] ?? 0));
      }
      return jacobian.map((row) => {
        const scale = 10 ** (decades * (draws.next() - 0.5));
        return row.map((value) => scale * value);
      });
    });
}
