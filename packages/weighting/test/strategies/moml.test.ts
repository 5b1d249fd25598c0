import { InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { moml } from '../../src/strategies/moml.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { linear, listening, quadraticBatch, step, steps } from '../support/transforms.ts';
import { close } from '../support/textbook.ts';

describeBalancer(() => moml());
describeBalancer(() => moml({ learningRate: 0.1 }));

const identity = [
  [1, 0],
  [0, 1],
];

describe('moml', () => {
  it('multiplies the look-ahead gradients of the second batch with its own', () => {
    // Lᵢ = ½(θ − cᵢ)², c = [1, −2], θ = 0, w = ½ each, η = 0.1: ∇ = ½·(−1) + ½·2 = ½, θ′ = −0.05.
    // The other batch has c = [3, 0]: h = [−3.05, −0.05]; g = [−1, 2]: ⟨hⱼ, gᵢ⟩ = [[3.05, −6.1], [0.05, −0.1]].
    const { balancer, told } = listening(moml());
    const batches = () => [quadraticBatch([[1], [-2]], [0]), quadraticBatch([[3], [0]], [0])];
    const { answer } = step(balancer, { jacobian: [[0], [0]], batches });
    expect(told[0]).toMatchObject({ cross: [close([3.05, -6.1], 5), close([0.05, -0.1], 5)] });
    // Both losses ask for more of task 0: ξ = [0.001, −0.001], w = 1/(1 + e^∓0.002).
    expect(answer.weights).toEqual(close([1 / (1 + Math.exp(-0.002)), 1 / (1 + Math.exp(0.002))], 9));
  });

  it('does not change where one loss gains what another loses', () => {
    expect(step(moml(), linear(identity, identity)).answer.weights).toEqual(close([0.5, 0.5], 6));
  });

  it('learns which task helps all on the second batch', () => {
    const run = Array.from({ length: 50 }, () =>
      linear(identity, [
        [1, 0],
        [2, 0],
      ]),
    );
    const [helps = 0] = steps(moml({ learningRate: 0.1 }), run).at(-1)?.answer.weights ?? [];
    expect(helps).toBeGreaterThan(0.99);
  });

  it('steps on its own batch with the new weights', () => {
    const { direction, answer } = step(
      moml({ learningRate: 1 }),
      linear(identity, [
        [1, 0],
        [1, 0],
      ]),
    );
    expect(direction).toEqual(close([...answer.weights]));
    expect(answer.weights[0]).toBeCloseTo(1 / (1 + Math.exp(-2)), 6);
  });

  it('gives a single task weight 1, and does not move where gradients are 0', () => {
    expect(step(moml(), linear([[3, 4]], [[3, 4]])).answer.weights).toEqual([1]);
    expect(
      step(
        moml(),
        linear(
          [
            [0, 0],
            [0, 0],
          ],
          identity,
        ),
      ).answer.weights,
    ).toEqual([0.5, 0.5]);
  });

  it('rejects a learning rate of 0', () => {
    expect(() => moml({ learningRate: 0 })).toThrow(InvalidOptionError);
  });
});
