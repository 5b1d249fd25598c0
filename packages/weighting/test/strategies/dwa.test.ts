import { BalancerRun, EquipoiseError, InvalidOptionError, NonFiniteError } from '@equipoise/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { dwa, type DwaOptions } from '../../src/strategies/dwa.ts';
import { near } from '../support/answers.ts';
import { batches } from '../support/arbitraries.ts';
import { describeBalancer } from '../support/describe-balancer.ts';

describeBalancer(() => dwa());
describeBalancer(() => dwa({ temperature: 0.01 }));

/** The weights after epochs with these mean losses. */
function weightsAfter(epochs: readonly (readonly number[])[], options?: DwaOptions): readonly number[] {
  const taskCount = epochs[0]?.length ?? 2;
  const run = new BalancerRun(dwa(options), taskCount);
  for (const meanLosses of epochs) run.endEpoch(meanLosses);
  return run.weigh({ losses: new Array<number>(taskCount).fill(1) });
}

describe('dwa', () => {
  it('weighs tasks equally until two epochs have ended', () => {
    expect(weightsAfter([])).toEqual([1, 1]);
    expect(weightsAfter([[1, 9]])).toEqual([1, 1]);
  });

  it('matches the formula on a worked example', () => {
    // r = [1, 4] / [1, 1] and T = 2, so w = 2 · softmax([½, 2]) = 2 · [1, e^1.5] / (1 + e^1.5).
    expect(
      weightsAfter([
        [1, 1],
        [1, 4],
      ]),
    ).toEqual(near([2 / (1 + Math.exp(1.5)), 2 / (1 + Math.exp(-1.5))]));
  });

  it('agrees with TorchJD on the losses [3, 5] at the rates [1, 4]', () => {
    // Its scalarised loss is Σ 2·softmax([½, 2])ᵢ·lᵢ = 2·(3 + 5·e^1.5) / (1 + e^1.5) = 9.270297905…
    const [first = 0, second = 0] = weightsAfter([
      [3, 1],
      [3, 4],
    ]);
    expect(3 * first + 5 * second).toBeCloseTo((2 * (3 + 5 * Math.exp(1.5))) / (1 + Math.exp(1.5)), 12);
  });

  it('forgets epochs before the last two', () => {
    expect(
      weightsAfter([
        [9, 2],
        [1, 1],
        [1, 4],
      ]),
    ).toEqual(
      weightsAfter([
        [1, 1],
        [1, 4],
      ]),
    );
  });

  it('keeps the sum of the weights at the number of tasks', () => {
    fc.assert(
      fc.property(batches, ({ losses }) => {
        const total = weightsAfter([losses, [...losses].reverse()]).reduce((sum, weight) => sum + weight, 0);
        expect(total).toBeCloseTo(losses.length, 10);
      }),
    );
  });

  it('is independent of the scale of a loss', () => {
    expect(
      weightsAfter([
        [1e-10, 1e10],
        [2e-10, 1e10],
      ]),
    ).toEqual(
      near(
        weightsAfter([
          [1, 1],
          [2, 1],
        ]),
      ),
    );
  });

  it('tends to equal weights as the temperature grows', () => {
    const [first, second] = weightsAfter(
      [
        [1, 1],
        [1, 4],
      ],
      { temperature: 1e9 },
    );
    expect(first).toBeCloseTo(second ?? Number.NaN, 6);
  });

  it('skips an epoch with mean loss 0, or without the task', () => {
    expect(
      weightsAfter([
        [1, 1],
        [1, 4],
        [1, 0],
      ]),
    ).toEqual(
      weightsAfter([
        [1, 1],
        [1, 4],
      ]),
    );
    expect(
      weightsAfter([
        [0, 1],
        [5, 4],
      ]),
    ).toEqual(
      weightsAfter([
        [5, 1],
        [5, 4],
      ]),
    );
  });

  it('names the task with an invalid mean loss', () => {
    expect(() => weightsAfter([[1, Number.NaN]])).toThrow(new NonFiniteError('dwa: the loss of task 1 is NaN.'));
    const refusal = new EquipoiseError('dwa: the loss of task 0 must be at least 0, received -1.');
    expect(() => weightsAfter([[-1, 1]])).toThrow(refusal);
  });

  it.each([0, -1, Number.NaN])('rejects the temperature %s', (temperature) => {
    expect(() => dwa({ temperature })).toThrow(InvalidOptionError);
  });
});
