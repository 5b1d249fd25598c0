import { InvalidOptionError } from '@equipoise/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { uncertaintySo, type UncertaintySoOptions } from '../../src/strategies/uncertainty-so.ts';
import { near, weightsOf } from '../support/answers.ts';
import { batches } from '../support/arbitraries.ts';
import { describeBalancer } from '../support/describe-balancer.ts';

describeBalancer(() => uncertaintySo());
describeBalancer(() => uncertaintySo({ variant: 'optimal' }));

describe('uncertainty-so', () => {
  it('matches the formula on a worked example', () => {
    // 1/l = [1, 2, 4], T = 2: softmax of [½, 1, 2] = [e^½, e, e²] / (e^½ + e + e²) = [1.648721, 2.718282, 7.389056] / 11.756059.
    const weights = weightsOf(uncertaintySo({ temperature: 2 }), [1, 0.5, 0.25]);
    expect(weights.map((weight) => Number(weight.toFixed(6)))).toEqual([0.140244, 0.231224, 0.628532]);
  });

  it('is the inverse loss as UW-O', () => {
    expect(weightsOf(uncertaintySo({ variant: 'optimal' }), [0.5, 4])).toEqual([2, 0.25]);
  });

  it('takes T from the first batch: the units of the losses do not matter', () => {
    // 1/l = [1, 3], T = 2: softmax of [½, 3/2]: 1/(1 + e). Then 1/l = [2, 2] with the same T.
    for (const unit of [1, 1e-3, 1e3]) {
      const balancer = uncertaintySo();
      const first = balancer.weigh({ losses: [unit, unit / 3] }, balancer.init(2));
      expect(first.weights[0]).toBeCloseTo(1 / (1 + Math.E), 12);
      // 1/l = [4, 2], T = 2: softmax of [2, 1].
      const second = balancer.weigh({ losses: [unit / 4, unit / 2] }, first.state);
      expect(second.weights[1]).toBeCloseTo(1 / (1 + Math.E), 12);
    }
  });

  it('has weights that add up to 1', () => {
    fc.assert(
      fc.property(batches, ({ losses }) => {
        const total = weightsOf(uncertaintySo({ temperature: 0.1 }), losses).reduce((sum, weight) => sum + weight, 0);
        expect(total).toBeCloseTo(1, 12);
      }),
    );
  });

  it('tends to equal weights as T grows, and to the smallest loss as T falls', () => {
    expect(weightsOf(uncertaintySo({ temperature: 1e12 }), [1, 0.5])).toEqual(
      [0.5, 0.5].map((w) => expect.closeTo(w, 9) as unknown),
    );
    expect(weightsOf(uncertaintySo({ temperature: 1e-3 }), [1, 0.5])).toEqual([0, 1]);
  });

  it('does not over- or underflow', () => {
    expect(weightsOf(uncertaintySo({ temperature: 1 }), [1e-10, 1e10])).toEqual([1, 0]);
    expect(weightsOf(uncertaintySo(), [1e10, 1e10])).toEqual([0.5, 0.5]);
    expect(weightsOf(uncertaintySo(), [3])).toEqual([1]);
  });

  it.each<[string, UncertaintySoOptions]>([
    ['the default variant', {}],
    ['the optimal variant', { variant: 'optimal' }],
  ])('leaves a loss of 0 out with %s, with the status degenerate', (_, options) => {
    const balancer = uncertaintySo(options);
    const answer = balancer.weigh({ losses: [2, 0, 2] }, balancer.init(3));
    expect(answer).toMatchObject({ weights: [...near([0.5]), 0, ...near([0.5])], status: 'degenerate' });
  });

  it('rejects a negative loss', () => {
    expect(() => weightsOf(uncertaintySo(), [-1])).toThrow('the loss of task 0 must be at least 0');
  });

  it.each([
    ['temperature 0', { temperature: 0 }],
    ['temperature -1', { temperature: -1 }],
    ['temperature NaN', { temperature: Number.NaN }],
  ] as const)('rejects %s', (_, options) => {
    expect(() => uncertaintySo(options)).toThrow(InvalidOptionError);
  });

  it('rejects an unknown variant', () => {
    expect(() => uncertaintySo(JSON.parse('{"variant":"hard"}') as UncertaintySoOptions)).toThrow(
      'one of soft, optimal',
    );
  });
});
