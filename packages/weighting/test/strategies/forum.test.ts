import { InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { forum, type ForumOptions, type ForumState } from '../../src/strategies/forum.ts';
import type { TransformMemory } from '../../src/testing.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { linear, listening, quadraticBatch, step } from '../support/transforms.ts';
import { close } from '../support/textbook.ts';

describeBalancer(() => forum());
describeBalancer(() => forum({ phi: 1, innerSteps: 1 }));

describe('forum', () => {
  it('follows the second batch while the training loss decreases fast enough', () => {
    // u = [0.6, 0.8], ∇q = [3, 4]: u·∇q/|∇q|² = 5/25 = 0.2 ≥ φ = 0.1: ν = 0.
    const { direction, answer } = step(forum(), linear([[3, 4]], [[3, 4]]));
    expect(direction).toEqual(close([0.6, 0.8]));
    expect([answer.weights, answer.secondaryWeights]).toEqual([[0], [expect.closeTo(0.2, 6)]]);
  });

  it('decreases the training loss at the rate φ where the batches conflict', () => {
    // u = −[0.6, 0.8]: ν = 0.1 + 0.2 = 0.3; d = −[0.6, 0.8] + 0.3·[3, 4] = [0.3, 0.4], and d·∇q = 2.5 = φ|∇q|².
    const { direction, answer } = step(forum(), linear([[3, 4]], [[-6, -8]]));
    expect(direction).toEqual(close([0.3, 0.4]));
    expect(answer.weights).toEqual(close([0.3]));
  });

  it('measures the decrease of the training losses in T steps', () => {
    // L = ½θ² from θ = 1 at η = 0.1: θ = 0.9⁵ after five steps.
    const { balancer, told } = listening(forum());
    const batches = () => [quadraticBatch([[0]], [1]), quadraticBatch([[0]], [1])];
    step(balancer, { jacobian: [[0]], parameters: [1], batches });
    expect(told[0]).toMatchObject({
      falls: close([0.5 - 0.5 * 0.9 ** 10], 5),
      squares: close([1]),
      towards: close([1]),
      heldOut: [close([1])],
    });
  });

  it('raises the weight of the slowest training loss where the constraint binds', () => {
    // Falls of 5 steps at η: wᵢ·5η·gᵢ² for gradients at right angles, so task 1 falls less; ξ goes against ν·wᵢ(fallᵢ − mean).
    const { memory } = step(
      forum(),
      linear(
        [
          [2, 0],
          [0, 1],
        ],
        [
          [-2, 0],
          [0, -1],
        ],
      ),
    );
    const [first, second] = (memory.state as ForumState).tasks;
    expect(first?.logit).toBeCloseTo(-0.001, 6);
    expect(second?.logit).toBeCloseTo(0.001, 6);
  });

  it('converges to a trade-off between the losses', () => {
    // Lᵢ = ½|θ − cᵢ|² on both batches: the trade-offs lie between the centres, on the first axis.
    const centres = [
      [-1, 0],
      [1, 0],
    ];
    let parameters = [0.5, 2];
    let memory: TransformMemory | undefined;
    for (let index = 0; index < 400; index += 1) {
      const at = parameters;
      const batches = () => [0, 1].map(() => quadraticBatch(centres, at));
      const outcome = step(forum(), { jacobian: centres, parameters: at, batches }, memory);
      ({ memory } = outcome);
      parameters = at.map((value, axis) => value - 0.05 * (outcome.direction[axis] ?? Number.NaN));
    }
    expect(Math.abs(parameters[0] ?? 9)).toBeLessThan(1);
    expect(Math.abs(parameters[1] ?? 9)).toBeLessThan(0.06);
  });

  it('smooths over epochs', () => {
    // λ = 1 in every step: λ̃ = 1 at once, and stays.
    const balancer = forum();
    const first = step(balancer, { ...linear([[1]], [[1]]), progress: { step: 0, epoch: 0, epochs: 9 } });
    const later = { ...linear([[1], [1]], [[1], [0]]), progress: { step: 9, epoch: 15, epochs: 20 } };
    expect((first.memory.state as ForumState).tasks[0]?.share).toBe(1);
    // 16^¾ = 8: a step of an eighth.
    const shares = (step(balancer, later).memory.state as ForumState).tasks.map(({ share }) => share);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1 / 8, 9);
  });

  it.each<[string, ForumOptions]>([
    ['phi -1', { phi: -1 }],
    ['innerSteps 0', { innerSteps: 0 }],
    ['innerSteps 1.5', { innerSteps: 1.5 }],
    ['learningRate 0', { learningRate: 0 }],
  ])('rejects %s', (_, options) => {
    expect(() => forum(options)).toThrow(InvalidOptionError);
  });
});
