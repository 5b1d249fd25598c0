import { BalancerRun, random } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { rlw, type RlwOptions } from '../../src/strategies/rlw.ts';
import { near } from '../support/answers.ts';
import { softmaxOf } from '../support/reference-maths.ts';

/** The weights of so many tasks over so many batches. */
function weightsOf(options: RlwOptions, tasks: number, batches: number): (readonly number[])[] {
  const run = new BalancerRun(rlw(options), tasks, undefined, { seed: 7 });
  return Array.from({ length: batches }, () => run.weigh({}));
}

/** The largest distance between the distribution of some numbers and this one: Kolmogorov and Smirnov's. */
function distance(values: readonly number[], distribution: (value: number) => number): number {
  const sorted = [...values].sort((first, second) => first - second);
  return Math.max(...sorted.map((value, index) => Math.abs((index + 0.5) / sorted.length - distribution(value))));
}

/** The normal distribution of this variance, summed by Simpson's rule. */
function normal(value: number, variance: number): number {
  const [end, parts] = [value / Math.sqrt(variance), 200];
  let sum = 0;
  for (let index = 0; index <= parts; index += 1) {
    const factor = index === 0 || index === parts ? 1 : 2 + 2 * (index % 2);
    sum += factor * Math.exp(-(((end * index) / parts) ** 2) / 2);
  }
  return 0.5 + ((sum * end) / parts / 3) * (1 / Math.sqrt(2 * Math.PI));
}

// Lin et al. 2022: λ = softmax(ε), ε ~ N(0, I). Kurin et al. 2022: λ ~ Dirichlet(1).
describe('rlw against its distributions', () => {
  it.each([7, 3])('is the softmax of the normal numbers of the seed %i', (seed) => {
    weightsOf(seed === 7 ? {} : { seed }, 3, 6).forEach((weights, batch) => {
      const draws = random(seed).fork(`weights of batch ${batch}`);
      expect(weights).toEqual(near(softmaxOf([draws.normal(), draws.normal(), draws.normal()])));
    });
  });

  // With 4000 numbers a distance above 0.031 comes about once in a thousand times.
  it('has differences of logarithms from N(0, 2)', () => {
    const gaps = weightsOf({}, 3, 4000).map(([first = 1, , third = 1]) => Math.log(first / third));
    expect(distance(gaps, (gap) => normal(gap, 2))).toBeLessThan(0.031);
  });

  it('has shares from Beta(1, K − 1), and sums of two from Beta(2, K − 2), under dirichlet', () => {
    const all = weightsOf({ variant: 'dirichlet', seed: 2 }, 4, 4000);
    expect(
      distance(
        all.map(([, second = 0]) => second),
        (share) => 1 - (1 - share) ** 3,
      ),
    ).toBeLessThan(0.031);
    const pairs = all.map(([first = 0, second = 0]) => first + second);
    expect(distance(pairs, (sum) => 3 * sum ** 2 - 2 * sum ** 3)).toBeLessThan(0.031);
  });
});
