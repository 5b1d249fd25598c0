import { BalancerRun, InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { rlw, type RlwOptions } from '../../src/strategies/rlw.ts';
import { describeBalancer } from '../support/describe-balancer.ts';

const orderless = ['reorders the weights when the tasks are reordered'] as const; // Each place has its own draw.

describeBalancer(() => rlw(), orderless);
describeBalancer(() => rlw({ variant: 'dirichlet', seed: 3 }), orderless);

/** The weights of three tasks over so many batches. */
function draws(options: RlwOptions, batches: number): (readonly number[])[] {
  const run = new BalancerRun(rlw(options), 3);
  return Array.from({ length: batches }, () => run.weigh({}));
}

/** The mean of some numbers. */
function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

describe('rlw', () => {
  it.each(['normal', 'dirichlet'] as const)('has new weights for every batch, which add up to 1: %s', (variant) => {
    const all = draws({ variant }, 100);
    expect(new Set(all.flat()).size).toBe(300);
    for (const weights of all) expect(weights.reduce((total, weight) => total + weight, 0)).toBeCloseTo(1, 12);
  });

  it('is uniform over the simplex as Dirichlet(1, 1, 1)', () => {
    // Each share of Dirichlet(1, 1, 1) is Beta(1, 2): mean 1/3, variance 1·2/(3²·4) = 1/18, P(w < ½) = 1 − ½² = ¾.
    const first = draws({ variant: 'dirichlet' }, 4000).map((weights) => weights[0] ?? 0);
    expect(mean(first)).toBeCloseTo(1 / 3, 1.5);
    expect(mean(first.map((share) => (share - 1 / 3) ** 2))).toBeCloseTo(1 / 18, 2);
    expect(mean(first.map((share) => (share < 0.5 ? 1 : 0)))).toBeCloseTo(0.75, 1.5);
  });

  it('has logarithms whose differences are those of normal numbers', () => {
    // log w₀ − log w₁ = ε₀ − ε₁ ~ N(0, 2): mean 0, variance 2, fourth moment 3·2² = 12.
    const gaps = draws({}, 8000).map(([first = 1, second = 1]) => Math.log(first) - Math.log(second));
    expect(Math.abs(mean(gaps))).toBeLessThan(0.07);
    expect(Math.abs(mean(gaps.map((gap) => gap ** 2)) - 2)).toBeLessThan(0.15);
    expect(Math.abs(mean(gaps.map((gap) => gap ** 4)) - 12)).toBeLessThan(2);
  });

  it('gives the same weights for the same seed, and others for another', () => {
    expect(draws({ seed: 5 }, 3)).toEqual(draws({ seed: 5 }, 3));
    expect(draws({ seed: 5 }, 3)).not.toEqual(draws({ seed: 6 }, 3));
  });

  it('uses the seed of the run, unless it has its own', () => {
    const first = (options: RlwOptions, seed: number) =>
      new BalancerRun(rlw(options), 3, undefined, { seed }).weigh({});
    expect(first({}, 5)).toEqual(draws({ seed: 5 }, 1)[0]);
    expect(first({}, 5)).not.toEqual(first({}, 6));
    expect(first({ seed: 5 }, 6)).toEqual(first({}, 5));
  });

  it('resumes from a saved state like an uninterrupted run', () => {
    const run = new BalancerRun(rlw(), 2);
    run.weigh({});
    const saved: unknown = JSON.parse(JSON.stringify(run.state));
    expect(new BalancerRun(rlw(), 2, saved).weigh({})).toEqual(run.weigh({}));
  });

  it('gives a single task weight 1', () => {
    expect(new BalancerRun(rlw(), 1).weigh({})).toEqual([1]);
    expect(new BalancerRun(rlw({ variant: 'dirichlet' }), 3).weigh({ tasks: [1] })).toEqual([0, 1, 0]);
  });

  it.each([
    ['seed 0.5', { seed: 0.5 }],
    ['seed NaN', { seed: Number.NaN }],
  ] as const)('rejects %s', (_, options) => {
    expect(() => rlw(options)).toThrow(InvalidOptionError);
  });

  it('rejects an unknown variant', () => {
    expect(() => rlw(JSON.parse('{"variant":"bernoulli"}') as RlwOptions)).toThrow('one of normal, dirichlet');
  });
});
