import { describe, expect, it } from 'vitest';

import { moml, type MomlOptions } from '../../src/strategies/moml.ts';
import { combination, length } from '../support/gradients.ts';
import { expectSameSteps, gradientsAt, lossesAt } from '../support/quadratics.ts';
import { adamOf, plus, shortest, softmaxOf, times } from '../support/reference-maths.ts';
import { linear, step } from '../support/transforms.ts';

/** The derivatives of functions by differences: a row for each function. */
function derivatives(values: (at: readonly number[]) => readonly number[], at: readonly number[]): number[][] {
  const step = 1e-5;
  const columns = at.map((_, index) => {
    const move = at.map((_, other) => (other === index ? step : 0));
    return plus(values(plus(at, 1, move)), -1, values(plus(at, -1, move))).map((value) => value / (2 * step));
  });
  return (columns[0] ?? []).map((_, row) => columns.map((column) => column[row] ?? 0));
}

// Ye et al. 2021, algorithm 1: γ minimises |Σⱼ γⱼ ∇_α Fⱼ|², α ← α − ν Σⱼ γⱼ ∇_α Fⱼ, with Fⱼ(α) the loss on the second batch after a
// step down Σᵢ softmax(α)ᵢ Lᵢ: differentiated here by differences.
describe('moml against differences of the look-ahead losses', () => {
  it.each<MomlOptions>([{}, { learningRate: 0.3 }, { learningRate: 0.05 }])(
    'agrees with the paper, case %#',
    (options) => {
      const adam = adamOf(options.learningRate ?? 0.001);
      let logits = [0, 0, 0];
      expectSameSteps(moml(options), 2, ({ own, others: [held], parameters, rate }) => {
        const gradients = gradientsAt(own, parameters);
        const after = (at: readonly number[]) =>
          lossesAt(held, plus(parameters, -rate, combination(gradients, softmaxOf(at))));
        const rows = derivatives(after, logits);
        const together = combination(rows, shortest(rows));
        const cancels = length(together) < 1e-7 * Math.max(...rows.map(length));
        logits = plus(logits, 1, adam(times(cancels ? 0 : 1, together)));
        const weights = softmaxOf(logits);
        return { weights, direction: combination(gradients, weights) };
      });
    },
  );

  it('does not move where no weights lower both losses', () => {
    // −⟨hⱼ, gᵢ⟩ = [−3, 1] for the first loss: by ξ, at w = ½ each, [−1, 1]. [2, 7] gives [−1.25, 1.25]; [−2, −7] the opposite.
    const agree = linear([[1, 0], [0, 1]], [[3, -1], [-2, -7]]); // prettier-ignore
    expect(step(moml(), agree).answer.weights[0]).toBeGreaterThan(0.5);
    for (const factor of [1, 0.1, 0.3, 0.7, 1.1]) {
      const against = linear([[1, 0], [0, 1]], [[3, -1], [2 * factor, 7 * factor]]); // prettier-ignore
      expect(step(moml(), against).answer.weights).toEqual([0.5, 0.5]);
    }
  });
});
