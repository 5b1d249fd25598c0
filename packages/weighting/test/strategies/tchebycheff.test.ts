import { BalancerRun, InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { tchebycheff, type TchebycheffOptions } from '../../src/strategies/tchebycheff.ts';
import { weightsOf } from '../support/answers.ts';
import { expectDerivatives } from '../support/derivatives.ts';
import { describeBalancer } from '../support/describe-balancer.ts';

describeBalancer(() => tchebycheff());

describe('tchebycheff', () => {
  it('gives λ to the task with the largest weighted loss, and 0 to others', () => {
    expect(weightsOf(tchebycheff(), [1, 5, 2])).toEqual([0, 1 / 3, 0]);
    // λ∘(l − z) = [3·(1 − 0), 1·(5 − 4), 1·2] = [3, 1, 2]
    expect(weightsOf(tchebycheff({ weights: [3, 1, 1], reference: [0, 4, 0] }), [1, 5, 2])).toEqual([3, 0, 0]);
  });

  it('is the derivative of the maximum', () => {
    const losses = [0.3, -2, 1.5];
    const objective = ([a = 0, b = 0, c = 0]: readonly number[]): number => Math.max(2 * a, b + 3, 0.5 * (c - 1));
    expectDerivatives(
      weightsOf(tchebycheff({ weights: [2, 1, 0.5], reference: [0, -3, 1] }), losses),
      objective,
      losses,
    );
  });

  it('shares the weight between several largest losses, with the status degenerate', () => {
    const balancer = tchebycheff();
    expect(balancer.weigh({ losses: [2, 2, 1] }, balancer.init(3))).toMatchObject({
      weights: [1 / 6, 1 / 6, 0],
      status: 'degenerate',
    });
  });

  it('uses the preference of the present tasks', () => {
    const run = new BalancerRun(tchebycheff({ weights: [9, 1, 3] }), 3);
    expect(run.weigh({ losses: [2, 1], tasks: [1, 2] })).toEqual([0, 0, 3]);
  });

  it('gives a single task weight λ', () => {
    expect(weightsOf(tchebycheff(), [-7])).toEqual([1]);
  });

  it.each(['[]', '[0,0]', '[-1,2]', '["a",1]', '3', '[null,1]'])('rejects the weights %s', (text) => {
    const options = { weights: JSON.parse(text) as readonly number[] };
    expect(() => tchebycheff(options)).toThrow(InvalidOptionError);
  });

  it.each<[string, TchebycheffOptions]>([
    ['weights 1, 2', { weights: [1, 2] }],
    ['reference 1, 2, 3, 4', { reference: [1, 2, 3, 4] }],
  ])('rejects %s for 3 tasks', (_, options) => {
    expect(() => tchebycheff(options).init(3)).toThrow('must be a list of 3 numbers, one for each task, received [1,2');
  });

  it('rejects a reference that is not finite', () => {
    expect(() => tchebycheff({ reference: [Number.NaN] })).toThrow(InvalidOptionError);
  });
});
