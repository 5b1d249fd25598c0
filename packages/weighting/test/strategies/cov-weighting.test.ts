import { BalancerRun, InvalidOptionError } from '@equipoise/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { covWeighting, type CovWeightingState } from '../../src/strategies/cov-weighting.ts';
import { near, weightsOf, weightsOver } from '../support/answers.ts';
import { describeBalancer } from '../support/describe-balancer.ts';

describeBalancer(() => covWeighting());
describeBalancer(() => covWeighting({ decay: 0.9 }));
describeBalancer(() => covWeighting({ decay: 0 }));

describe('cov-weighting', () => {
  it('gives weights 1/K in the first two batches', () => {
    expect(
      weightsOver(covWeighting(), [
        [1, 9],
        [5, 2],
      ]),
    ).toEqual([
      [0.5, 0.5],
      [0.5, 0.5],
    ]);
  });

  it('matches the formula over four batches worked by hand', () => {
    // Task 0: l = 2, 1, 3. r = 1; 1/2 = ½; 3/mean(2, 1) = 2.     Task 1: l = 4, 6, 5. r = 1; 6/4 = 1.5; 5/mean(4, 6) = 1.
    // After two: r₀ = 1, ½: μ = ¾, σ² = 1/16, c = (¼)/(¾) = 1/3.  r₁ = 1, 1.5: μ = 1.25, σ² = 1/16, c = ¼/1.25 = 1/5.
    //   w = [1/3, 1/5]/(8/15) = [5/8, 3/8]; the 10⁻⁸ under the root moves c by 10⁻⁷.
    // After three: r₀ = 1, ½, 2: μ = 7/6, σ² = (1 + ¼ + 4)/3 − 49/36 = 7/18, c = √(7/18)·6/7 = 0.534522484.
    //   r₁ = 1, 1.5, 1: μ = 7/6, σ² = 1/18, c = √(1/18)·6/7 = 0.202030509.  w = [0.725708, 0.274292].
    const weights = weightsOver(covWeighting(), [
      [2, 4],
      [1, 6],
      [3, 5],
      [1, 1],
    ]);
    expect(weights[2]).toEqual([expect.closeTo(5 / 8, 6), expect.closeTo(3 / 8, 6)]);
    expect(weights[3]).toEqual([expect.closeTo(0.725708, 5), expect.closeTo(0.274292, 5)]);
  });

  it('keeps the mean and the variance of the ratios, whatever they are', () => {
    const losses = fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(losses, (values) => {
        const run = new BalancerRun(covWeighting(), 1);
        for (const value of values) run.weigh({ losses: [value] });
        const mean = (some: readonly number[]): number => some.reduce((sum, one) => sum + one, 0) / some.length;
        const ratios = values.map((value, t) => (t === 0 ? 1 : value / mean(values.slice(0, t))));
        const squares = ratios.reduce((sum, ratio) => sum + (ratio - mean(ratios)) ** 2, 0);
        const [task] = (run.state as CovWeightingState).tasks;
        expect(task?.batches).toBe(values.length);
        expect(task?.meanLoss).toBeCloseTo(mean(values), 9);
        expect(task?.meanRatio).toBeCloseTo(mean(ratios), 9);
        expect(task?.squares).toBeCloseTo(squares, 6);
      }),
    );
  });

  it('keeps decaying means as an option', () => {
    // decay ½: L̄ = 2, then ½·2 + ½·1 = 1.5; r = 1, ½: μ = ¾, squares = (½ − 1)(½ − ¾) = 1/8.
    const run = new BalancerRun(covWeighting({ decay: 0.5 }), 1);
    run.weigh({ losses: [2] });
    run.weigh({ losses: [1] });
    expect(run.state).toEqual({ tasks: [{ batches: 2, meanLoss: 1.5, meanRatio: 0.75, squares: 0.125 }] });
  });

  it('gives more weight to the loss that varies more, at any scale', () => {
    const batches = [
      [1, 1e10],
      [0.9, 0.5e10],
      [1.1, 1.5e10],
      [1, 1e10],
    ];
    const [steady = 0, moving = 0] = weightsOver(covWeighting(), batches).at(-1) ?? [];
    expect(moving).toBeGreaterThan(steady);
    const plain = weightsOver(
      covWeighting(),
      batches.map(([first = 0, second = 0]) => [first, second / 1e10]),
    );
    expect(plain.at(-1)).toEqual(near([steady, moving]));
  });

  it('weights all tasks equally while no loss changes', () => {
    expect(weightsOver(covWeighting(), new Array<number[]>(20).fill([0.1, 7, 300])).at(-1)).toEqual(
      near([1 / 3, 1 / 3, 1 / 3]),
    );
  });

  it('does not change the state of an absent task, and gives a new one the mean coefficient', () => {
    const run = new BalancerRun(covWeighting(), 3);
    for (const losses of [
      [2, 4],
      [1, 6],
    ])
      run.weigh({ losses, tasks: [0, 2] });
    expect(run.state).toMatchObject({ tasks: [{ batches: 2 }, { batches: 0, meanLoss: 0 }, { batches: 2 }] });
    // c = [1/3, ?, 1/5] with ? = 4/15: w = [5, 4, 3]/12.
    expect(run.weigh({ losses: [1, 1, 1] })).toEqual(
      [5, 4, 3].map((share) => expect.closeTo(share / 12, 6) as unknown),
    );
  });

  it('skips losses of 0 before the first above 0', () => {
    const run = new BalancerRun(covWeighting(), 1);
    run.weigh({ losses: [0] });
    expect(run.state).toMatchObject({ tasks: [{ batches: 0 }] });
    expect(run.weigh({ losses: [3] })).toEqual([1]);
  });

  it('rejects a negative loss', () => {
    expect(() => weightsOf(covWeighting(), [-1])).toThrow('cov-weighting: the loss of task 0 must be at least 0');
  });

  it.each([-0.1, 1.1, Number.NaN])('rejects the decay %s', (decay) => {
    expect(() => covWeighting({ decay })).toThrow(InvalidOptionError);
  });
});
