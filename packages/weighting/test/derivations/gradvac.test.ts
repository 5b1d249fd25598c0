import { describe, expect, it } from 'vitest';

import { gradvac } from '../../src/strategies/gradvac.ts';
import { apart, batchOf, combination, length, product } from '../support/gradients.ts';
import { normalRows, plus } from '../support/reference-maths.ts';

// Wang et al. 2021, algorithm 1: where φ = cos(ĝᵢ, gⱼ) < φ̂ᵢⱼ, ĝᵢ ← ĝᵢ + ‖ĝᵢ‖(φ̂√(1 − φ²) − φ√(1 − φ̂²))/(‖gⱼ‖√(1 − φ̂²)) · gⱼ; then
// φ̂ᵢⱼ ← (1 − β)φ̂ᵢⱼ + βφ, from 0.
describe('gradvac on the vectors themselves', () => {
  it.each([0.01, 0.3, 0.7, 1])('agrees with the paper over eight batches, β = %d', (beta) => {
    const balancer = gradvac({ beta, order: 'ascending', seed: 3 });
    const usual = [0, 1, 2, 3, 4].map(() => [0, 0, 0, 0, 0]);
    let state = balancer.init(5);
    for (let batch = 0; batch < 8; batch += 1) {
      const jacobian = normalRows(40 + batch, 5, 4);
      const parts = jacobian.map((gradient, task) => {
        let part = gradient;
        jacobian.forEach((row, other) => {
          if (other === task) return;
          const target = usual[task]?.[other] ?? 0;
          const cosine = product(part, row) / length(part) / length(row);
          const lift = target * Math.sqrt(1 - cosine ** 2) - cosine * Math.sqrt(1 - target ** 2);
          if (cosine < target)
            part = plus(part, (length(part) * lift) / (length(row) * Math.sqrt(1 - target ** 2)), row);
          const mine = usual[task] ?? [];
          mine[other] = (1 - beta) * target + beta * cosine;
        });
        return part;
      });
      const answer = balancer.weigh(batchOf(jacobian), state);
      const expected = combination(parts, [1, 1, 1, 1, 1]);
      expect(apart(combination(jacobian, answer.weights), expected)).toBeLessThan(1e-9);
      ({ state } = answer);
    }
  });
});
