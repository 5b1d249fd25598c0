import { InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { autoLambda, type AutoLambdaOptions } from '../../src/strategies/auto-lambda.ts';
import { linearBatch } from '../../src/testing.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { listening, quadraticBatch, step, steps } from '../support/transforms.ts';
import { close } from '../support/textbook.ts';

describeBalancer(() => autoLambda());
describeBalancer(() => autoLambda({ initial: 1, learningRate: 1e-3 }));

/** Losses that are linear in the parameters, another batch like the first. */
function linear(jacobian: readonly (readonly number[])[]) {
  return {
    jacobian,
    batches: () =>
      [0, 1].map(() =>
        linearBatch(
          jacobian.map(() => 1),
          jacobian,
        ),
      ),
  };
}

describe('auto-lambda', () => {
  it('compares losses on both sides of the parameters, along the other batch’s gradient ahead', () => {
    // Lᵢ = ½(θ − cᵢ)², c = [1, −2], θ = 0, λ = 0.1 each, η = 0.1: ∇ = 0.1·(−1) + 0.1·2 = 0.1, θ′ = −0.01.
    // The other batch has c = [3, 0]: d = (−0.01 − 3) + (−0.01 − 0) = −3.02. Slopes: ⟨∇Lᵢ(0), d⟩ = −1·−3.02, 2·−3.02.
    const { balancer, told } = listening(autoLambda());
    const batches = () => [quadraticBatch([[1], [-2]], [0]), quadraticBatch([[3], [0]], [0])];
    const { answer } = step(balancer, { jacobian: [[0], [0]], batches });
    expect(told[0]).toMatchObject({ losses: close([0.5, 2]), slopes: close([3.02, -6.04], 3) });
    // Adam's first step goes one learning rate against −η·slope.
    expect(answer.weights).toEqual(close([0.1001, 0.0999], 9));
  });

  it('uses the primary tasks only', () => {
    // d = ∇L₀ = [1, 0]: the slopes are the first column, so λ of the task at odds with it falls.
    const { balancer, told } = listening(autoLambda({ primary: [0] }));
    const jacobian = [
      [1, 0],
      [2, 1],
      [-1, 3],
    ];
    const { answer } = step(balancer, linear(jacobian));
    expect(told[0]).toMatchObject({ slopes: close([1, 2, -1], 3) });
    expect(answer.weights).toEqual(close([0.1001, 0.1001, 0.0999], 9));
  });

  it('raises the weights of tasks that help, and lowers the others', () => {
    const jacobian = [
      [1, 0],
      [1, 1],
      [-1, 1],
    ];
    const run = Array.from({ length: 100 }, () => linear(jacobian));
    const [main = 0, friend = 0, foe = 0] =
      steps(autoLambda({ primary: [0], learningRate: 1e-3 }), run).at(-1)?.answer.weights ?? [];
    expect(main).toBeCloseTo(0.2, 6); // The slopes stay: a step of Adam is one learning rate each time.
    expect(friend).toBeCloseTo(0.2, 6);
    expect(foe).toBeCloseTo(0, 6);
  });

  it('steps on its own batch with the new weights', () => {
    const { direction } = step(
      autoLambda({ initial: 1, learningRate: 0.5 }),
      linear([
        [1, 0],
        [0, 1],
      ]),
    );
    expect(direction).toEqual(close([1.5, 1.5]));
  });

  it('does not change where nothing changes the losses', () => {
    expect(
      step(
        autoLambda(),
        linear([
          [0, 0],
          [0, 0],
        ]),
      ).answer.weights,
    ).toEqual([0.1, 0.1]);
  });

  it.each<[string, AutoLambdaOptions]>([
    ['initial 0', { initial: 0 }],
    ['learningRate 0', { learningRate: 0 }],
    ['primary tasks that are none', { primary: [] }],
    ['primary task -1', { primary: [-1] }],
    ['primary task 0.5', { primary: [0.5] }],
  ])('rejects %s', (_, options) => {
    expect(() => autoLambda(options)).toThrow(InvalidOptionError);
  });

  it('rejects a primary task that the run does not have', () => {
    expect(() => autoLambda({ primary: [0, 2] }).init(2)).toThrow('made of indices below 2, received [0,2]');
  });
});
