import { EquipoiseError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { scaleInvariant } from '../../src/strategies/scale-invariant.ts';
import { near, weightsOf } from '../support/answers.ts';
import { expectDerivatives } from '../support/derivatives.ts';
import { describeBalancer } from '../support/describe-balancer.ts';

describeBalancer(() => scaleInvariant());

describe('scale-invariant', () => {
  it('weights by the inverse loss', () => {
    expect(weightsOf(scaleInvariant(), [0.5, 4, 1e-10, 1e10])).toEqual([2, 0.25, ...near([1e10, 1e-10])]);
  });

  it('is the derivative of Σ log l', () => {
    const losses = [0.3, 2, 70];
    const objective = (values: readonly number[]): number =>
      values.reduce((total, value) => total + Math.log(value), 0);
    expectDerivatives(weightsOf(scaleInvariant(), losses), objective, losses);
  });

  it('gives a loss of 0 weight 0 and the status degenerate', () => {
    const balancer = scaleInvariant();
    expect(balancer.weigh({ losses: [0, 2] }, balancer.init(2))).toMatchObject({
      weights: [0, 0.5],
      status: 'degenerate',
    });
    expect(balancer.weigh({ losses: [1, 2] }, balancer.init(2)).status).toBe('solved');
  });

  it('rejects a negative loss', () => {
    const refusal = new EquipoiseError('scale-invariant: the loss of task 1 must be at least 0, received -1.');
    expect(() => weightsOf(scaleInvariant(), [1, -1])).toThrow(refusal);
  });
});
