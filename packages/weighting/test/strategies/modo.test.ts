import { InvalidOptionError, NonFiniteError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { mgda } from '../../src/strategies/mgda.ts';
import { modo, type ModoOptions } from '../../src/strategies/modo.ts';

import { linearBatch, tryTransform } from '../../src/testing.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { gramianOf } from '../../src/testing/epochs.ts';
import { weightsFor } from '../support/gradients.ts';
import { step } from '../support/transforms.ts';
import { close, single, three } from '../support/textbook.ts';

describeBalancer(() => modo());
describeBalancer(() => modo({ gamma: 1e-3, rho: 0 }));

describe('modo', () => {
  it('updates the weights from two batches, and steps along the gradients of a third', () => {
    // J₁J₂ᵀ = [[1, 2], [0, 3]] for J₁ = I and J₂ᵀ the same. λ = [½, ½] − 0.1·([1.5, 1.5] + 0.1·[½, ½]) = [0.345, 0.345] → [½, ½].
    // With J₂ = [[1, 0], [0, 3]]: λ = ½ − 0.1·([½, 1.5] + 0.05) = [0.445, 0.345], + 0.105: [0.55, 0.45].
    const identity = [
      [1, 0],
      [0, 1],
    ];
    const own = [
      [4, 0],
      [0, 2],
    ];
    const trial = (second: number[][]) => ({
      jacobian: own,
      batches: () => [own, identity, second].map((jacobian) => linearBatch([1, 1], jacobian)),
    });
    expect(
      step(
        modo(),
        trial([
          [1, 0],
          [2, 3],
        ]),
      ).answer.weights,
    ).toEqual(close([0.5, 0.5]));
    const { answer, direction } = step(
      modo(),
      trial([
        [1, 0],
        [0, 3],
      ]),
    );
    expect(answer.weights).toEqual(close([0.55, 0.45]));
    expect(direction).toEqual(close([2.2, 0.9]));
  });

  it('converges at the minimum-norm combination when all batches are equal', () => {
    let state = modo().init(3);
    const balancer = modo({ gamma: 0.05, rho: 0 });
    const stats = { losses: [1, 1, 1], cross: gramianOf(three) };
    for (let index = 0; index < 500; index += 1) ({ state } = balancer.weigh(stats, state));
    expect(balancer.weigh(stats, state).weights).toEqual(close([...weightsFor(mgda(), three)], 4));
  });

  it('asks for three batches', () => {
    expect(modo().gradientTransform.batchesPerStep).toBe(3);
    expect(() => step(modo(), { jacobian: single })).toThrow('a step must have three batches');
  });

  it('names the task whose product is not finite', () => {
    const cross = [
      [1, 0],
      [0, Number.NaN],
    ];
    expect(() => modo().weigh({ losses: [1, 1], cross, tasks: [0, 2] }, modo().init(3))).toThrow(NonFiniteError);
    expect(() => modo().weigh({ losses: [1, 1], cross, tasks: [0, 2] }, modo().init(3))).toThrow(/task 2/);
  });

  it.each<[string, ModoOptions]>([
    ['gamma 0', { gamma: 0 }],
    ['rho -1', { rho: -1 }],
  ])('rejects %s', (_, options) => {
    expect(() => modo(options)).toThrow(InvalidOptionError);
  });

  it('is pulled towards equal weights by ρ', () => {
    // J₁J₂ᵀ = diag(1, 4), γ = 0.1, ρ = 1: [½, ½] − 0.1·[1, 2.5] → [0.575, 0.425]; − 0.1·([0.575, 1.7] + [0.575, 0.425]) → + 0.16375.
    const batches = () =>
      [0, 1, 2].map(() =>
        linearBatch(
          [1, 1],
          [
            [1, 0],
            [0, 2],
          ],
        ),
      );
    const trial = { taskCount: 2, parameters: [0, 0], batches };
    const balancer = modo({ gamma: 0.1, rho: 1 });
    const { memory } = tryTransform(balancer, trial);
    const { answer } = tryTransform(balancer, trial, memory);
    expect(answer.weights[0]).toBeCloseTo(0.62375, 6);
    expect(answer.weights[1]).toBeCloseTo(0.37625, 6);
  });
});
