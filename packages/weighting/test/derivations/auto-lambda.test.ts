import { describe, it } from 'vitest';

import { autoLambda, type AutoLambdaOptions } from '../../src/strategies/auto-lambda.ts';
import { combination, product } from '../support/gradients.ts';
import { expectSameSteps, gradientsAt } from '../support/quadratics.ts';
import { adamOf, plus, times } from '../support/reference-maths.ts';

const quick = { learningRate: 0.1 };

// Liu et al. 2022, equation 5: ∇_λ Σₚ L′ₚ(θ − η ∇ Σᵢ λᵢLᵢ) = −η ⟨∇Lᵢ(θ), ∇ Σₚ L′ₚ(θ′)⟩, here by the chain rule and not by differences.
describe('auto-lambda against the derivative of the look-ahead losses', () => {
  it.each<AutoLambdaOptions>([
    {},
    quick,
    { ...quick, primary: [1] },
    { ...quick, primary: [0, 2] },
    { ...quick, initial: 2 },
    { learningRate: 0.01, initial: 1 },
  ])('agrees with the paper, case %#', (options) => {
    const { primary = [0, 1, 2], initial = 0.1, learningRate = 1e-4 } = options;
    const adam = adamOf(learningRate);
    let weights = [initial, initial, initial];
    expectSameSteps(autoLambda(options), 2, ({ own, others: [held], parameters, rate }) => {
      const gradients = gradientsAt(own, parameters);
      const ahead = plus(parameters, -rate, combination(gradients, weights));
      const marks = weights.map((_, task) => Number(primary.includes(task)));
      const wanted = combination(gradientsAt(held, ahead), marks);
      weights = plus(
        weights,
        1,
        adam(
          times(
            -rate,
            gradients.map((row) => product(row, wanted)),
          ),
        ),
      );
      return { weights, direction: combination(gradients, weights) };
    });
  });
});
