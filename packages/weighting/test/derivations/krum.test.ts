import { describe, expect, it } from 'vitest';

import { krum } from '../../src/strategies/krum.ts';
import { batchOf, product } from '../support/gradients.ts';
import { normalRows, plus } from '../support/reference-maths.ts';

// Blanchard et al. 2017: the score of a vector is the sum of its squared distances to the K − f − 2 nearest others; the m lowest are averaged.
describe('krum against its paper', () => {
  it.each([
    [0, 1],
    [1, 1],
    [2, 3],
    [3, 2],
    [4, 5],
  ])('selects the same gradients with f = %d and m = %d', (byzantineCount, selectedCount) => {
    const balancer = krum({ byzantineCount, selectedCount });
    for (let seed = 1; seed <= 30; seed += 1) {
      const jacobian = normalRows(seed, 8, 3);
      const scores = jacobian.map((row, task) => {
        const distances = jacobian.filter((_, other) => other !== task).map((other) => plus(row, -1, other));
        const squares = distances.map((distance) => product(distance, distance)).sort((one, other) => one - other);
        return squares.slice(0, 8 - byzantineCount - 2).reduce((total, square) => total + square, 0);
      });
      const limit = [...scores].sort((one, other) => one - other)[selectedCount - 1] ?? 0;
      const { weights } = balancer.weigh(batchOf(jacobian), balancer.init(8));
      expect(weights).toEqual(scores.map((score) => (score <= limit ? 1 / selectedCount : 0)));
    }
  });
});
