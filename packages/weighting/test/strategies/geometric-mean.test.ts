import { EquipoiseError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { geometricMean } from '../../src/strategies/geometric-mean.ts';
import { near, weightsOf } from '../support/answers.ts';
import { expectDerivatives } from '../support/derivatives.ts';
import { describeBalancer } from '../support/describe-balancer.ts';

describeBalancer(() => geometricMean());

describe('geometric-mean', () => {
  it('matches the formula on a worked example', () => {
    // l = [1, 8, 27], L = ∛216 = 6; wᵢ = 6 / (3lᵢ) = [2, 1/4, 2/27].
    expect(weightsOf(geometricMean(), [1, 8, 27])).toEqual(near([2, 1 / 4, 2 / 27]));
  });

  it('is the derivative of the geometric mean', () => {
    const losses = [0.3, 2, 70, 1.5];
    const objective = (values: readonly number[]): number =>
      values.reduce((total, value) => total * value, 1) ** (1 / values.length);
    expectDerivatives(weightsOf(geometricMean(), losses), objective, losses);
  });

  it('neither over- nor underflows with 40 tasks', () => {
    // All lᵢ = l: L = l and wᵢ = 1/40. The product of the losses would be 10^±400.
    for (const loss of [1e-10, 1e10]) {
      expect(weightsOf(geometricMean(), new Array<number>(40).fill(loss))).toEqual(
        near(new Array<number>(40).fill(1 / 40)),
      );
    }
    // Half at 10⁻¹⁰ and half at 10¹⁰: L = 1, wᵢ = 10^±10 / 40.
    const weights = weightsOf(
      geometricMean(),
      [1e-10, 1e10].flatMap((loss) => new Array<number>(20).fill(loss)),
    );
    expect(weights[0]).toBeCloseTo(2.5e8, 1);
    expect(weights[39]).toBeCloseTo(2.5e-12, 20);
  });

  it('is 1 for one task', () => {
    expect(weightsOf(geometricMean(), [7])).toEqual([1]);
  });

  it('leaves out a loss of 0, with the status degenerate', () => {
    const balancer = geometricMean();
    const answer = balancer.weigh({ losses: [0, 4, 9] }, balancer.init(3));
    expect(answer).toMatchObject({ weights: [0, ...near([6 / 8, 6 / 18])], status: 'degenerate' }); // As with l = [4, 9].
  });

  it('rejects a negative loss', () => {
    const refusal = new EquipoiseError('geometric-mean: the loss of task 0 must be at least 0, received -1.');
    expect(() => weightsOf(geometricMean(), [-1, 1])).toThrow(refusal);
  });
});
