import { describe, expect, it } from 'vitest';

import { encodec, type EncodecOptions } from '../../src/index.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { answerTo, batchOf } from '../support/gradients.ts';

describeBalancer(() => encodec());

/** The weights after batches with orthogonal gradients of some norms. */
function after(options: EncodecOptions, ...batches: readonly (readonly [number, number])[]): readonly number[] {
  const balancer = encodec(options);
  let state = balancer.init(2);
  let weights: readonly number[] = [];
  for (const [one, other] of batches) {
    ({ weights, state } = balancer.weigh(
      batchOf([
        [one, 0],
        [0, other],
      ]),
      state,
    ));
  }
  return weights;
}

describe('encodec', () => {
  it.each<[string, EncodecOptions, readonly number[]]>([
    // Half of 1 each, over 2 and 5.
    ['its defaults', {}, [0.5 / 2, 0.5 / 5]],
    ['R = 10', { totalNorm: 10 }, [5 / 2, 1]],
    ['λ = 1, 3', { preference: [1, 3] }, [0.25 / 2, 0.75 / 5]],
  ])('weighs the first batch by the norms with %s', (_, options, expected) => {
    after(options, [2, 5]).forEach((weight, task) => expect(weight).toBeCloseTo(expected[task] ?? 0, 12));
  });

  it('divides by the running mean of the norms, corrected for its start', () => {
    // (½·2 + 4)/(½ + 1) = 10/3 and (½·5 + 1)/(3/2) = 7/3.
    const [first, second] = after({ decay: 0.5 }, [2, 5], [4, 1]);
    expect(first).toBeCloseTo(0.5 / (10 / 3), 12);
    expect(second).toBeCloseTo(0.5 / (7 / 3), 12);
  });

  it('rejects preferences for fewer tasks than there are', () => {
    expect(() => encodec({ preference: [1, 3] }).init(3)).toThrow('a list of 3 numbers, one for each task');
  });

  it('cancels two opposite gradients of lengths 1 and 100, as the authors test', () => {
    const [first = 0, second = 0] = answerTo(encodec(), [[-1], [100]]).weights;
    expect(-first + 100 * second).toBeCloseTo(0, 12);
  });
});
