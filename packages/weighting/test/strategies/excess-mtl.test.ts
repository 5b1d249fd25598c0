import { InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { excessMtl, type ExcessMtlOptions } from '../../src/strategies/excess-mtl.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { step, steps } from '../support/transforms.ts';
import { close, single, textbook } from '../support/textbook.ts';

describeBalancer(() => excessMtl());
describeBalancer(() => excessMtl({ stepSize: 1, warmUp: 0 }));

const [first, second] = [
  {
    jacobian: [
      [2, 0],
      [1, 0],
    ],
  },
  {
    jacobian: [
      [1, 0],
      [2, 0],
    ],
  },
];

describe('excess-mtl', () => {
  it('matches the formula over two steps worked by hand, without warming up', () => {
    // S = [4, 1]: e = 4/2, 1/1 = [2, 1], and w = [e², e]/(e² + e). Then S = [5, 5]: e = [1, 4]/√5, over [2, 1]:
    // ξ = [2 + 1/(2√5), 1 + 4/√5].
    const [one, two] = steps(excessMtl({ stepSize: 1, warmUp: 0 }), [first, second]);
    const { E } = Math;
    expect(one?.answer.weights).toEqual(close([E / (E + 1), 1 / (E + 1)]));
    expect(one?.direction).toEqual(close([(2 * E + 1) / (E + 1), 0]));
    const powers = [Math.exp(2 + 1 / (2 * Math.sqrt(5))), Math.exp(1 + 4 / Math.sqrt(5))];
    const total = powers.reduce((sum, power) => sum + power, 0);
    expect(two?.answer.weights).toEqual(close(powers.map((power) => power / total)));
  });

  it('gives equal weights during the warm-up, whose mean normalises later batches', () => {
    // e = [2, 1] and [1, 4]/√5; the third batch is the first again: S = [9, 6], e = [4/3, 1/√6].
    const [one, two, three] = steps(excessMtl({ stepSize: 1, warmUp: 2 }), [first, second, first]);
    expect([one?.answer.weights, two?.answer.weights]).toEqual([close([0.5, 0.5]), close([0.5, 0.5])]);
    const units = [(2 + 1 / Math.sqrt(5)) / 2, (1 + 4 / Math.sqrt(5)) / 2];
    const powers = [4 / 3 / (units[0] ?? 1), 1 / Math.sqrt(6) / (units[1] ?? 1)].map(Math.exp);
    const total = powers.reduce((sum, power) => sum + power, 0);
    expect(three?.answer.weights).toEqual(close(powers.map((power) => power / total)));
  });

  it('waits for the first gradient of a task that is not 0, which moves nothing', () => {
    const still = { jacobian: [[0, 0], [0, 2]] }; // prettier-ignore
    const both = { jacobian: [[2, 0], [0, 2]] }; // prettier-ignore
    // e₁⁰ = 2 of the second batch. S₂ = 4, 8, 12: e₂ = 2, √2, 2/√3 over 2. In the third S₁ = 8: e₁ = √2 over 2.
    const [, two, three] = steps(excessMtl({ stepSize: 1 }), [still, both, both]);
    const share = (first: number, second: number): unknown[] => close([1 / (1 + Math.exp(second - first)), 1 / (1 + Math.exp(first - second))]); // prettier-ignore
    expect(two?.answer.weights).toEqual(share(0, Math.SQRT1_2));
    expect(three?.answer.weights).toEqual(share(Math.SQRT1_2, Math.SQRT1_2 + 1 / Math.sqrt(3)));
  });

  it('is independent of the scale of a loss', () => {
    const scaled = (factor: number) =>
      [first, second, first].map(({ jacobian }) => ({
        jacobian: jacobian.map((row, task) => row.map((value) => (task === 0 ? factor * value : value))),
      }));
    const weights = (factor: number) =>
      steps(excessMtl({ stepSize: 1 }), scaled(factor)).map(({ answer }) => answer.weights);
    for (const factor of [1e-8, 1e8]) expect(weights(factor).flat()).toEqual(close(weights(1).flat(), 5));
  });

  it('raises the weight of the task whose gradient does not shrink', () => {
    const run = Array.from({ length: 30 }, (_, index) => ({
      jacobian: [
        [0.7 ** index, 0],
        [0, 1],
      ],
    }));
    const [low = 1, high = 0] = steps(excessMtl({ stepSize: 0.1 }), run).at(-1)?.answer.weights ?? [];
    expect(high).toBeGreaterThan(1.2 * low);
  });

  it('waits for a first nonzero gradient, and keeps the state of absent tasks', () => {
    const [, later] = steps(excessMtl({ stepSize: 1 }), [
      {
        jacobian: [
          [0, 0],
          [1, 0],
        ],
      },
      first,
    ]);
    expect(later?.answer.weights.every(Number.isFinite)).toBe(true);
    const [one, two] = steps(excessMtl(), [
      { jacobian: textbook },
      {
        jacobian: [
          [0, 0, 0],
          [1, 1, 1],
        ],
        tasks: [1],
      },
    ]);
    expect(two?.memory.slots.squares?.slice(0, 3)).toEqual(one?.memory.slots.squares?.slice(0, 3));
    expect(step(excessMtl(), { jacobian: single }).answer.weights).toEqual([1]);
  });

  it.each<[string, ExcessMtlOptions]>([
    ['stepSize 0', { stepSize: 0 }],
    ['warmUp -1', { warmUp: -1 }],
    ['warmUp 0.5', { warmUp: 0.5 }],
  ])('rejects %s', (_, options) => {
    expect(() => excessMtl(options)).toThrow(InvalidOptionError);
  });
});
