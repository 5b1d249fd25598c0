import { readFileSync } from 'node:fs';

import { random } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import type { NumberDimension } from '../../../src/search/dimension.ts';
import { choiceDensity } from '../../../src/search/tpe/choice-density.ts';
import type { Density } from '../../../src/search/tpe/density.ts';
import { numberDensity } from '../../../src/search/tpe/number-density.ts';
import { kernelWeights } from '../../../src/search/tpe/weights.ts';

/** What Optuna's estimators say. */
interface Optuna {
  readonly weights: Readonly<Record<string, readonly number[]>>;
  readonly densities: readonly {
    readonly dimension: string;
    readonly observations: readonly number[];
    readonly at: readonly number[];
    readonly density: readonly number[];
  }[];
}

const optuna = JSON.parse(readFileSync(new URL('../../fixtures/tpe.json', import.meta.url), 'utf8')) as Optuna;

const dimensions: Readonly<Record<string, NumberDimension>> = {
  number: { name: 'x', type: 'number', low: -1, high: 3, scale: 'linear' },
  log: { name: 'x', type: 'number', low: 1e-4, high: 1, scale: 'log' },
  integer: { name: 'x', type: 'integer', low: 2, high: 99, scale: 'linear' },
  'log integer': { name: 'x', type: 'integer', low: 1, high: 200, scale: 'log' },
};

/** The estimator of a dimension of the fixture. */
function densityOf(name: string, observations: readonly number[]): Density {
  const dimension = dimensions[name];
  return dimension ? numberDensity(dimension, observations) : choiceDensity(observations, 3);
}

describe('densities of the Parzen estimators', () => {
  it.each(optuna.densities)("are Optuna's: $dimension, case %#", ({ dimension, observations, at, density }) => {
    const found = densityOf(dimension, observations);
    expect(at.length).toBe(density.length);
    for (const [index, value] of at.entries()) {
      expect(found.at(value) / (density[index] ?? 0)).toBeCloseTo(1, 9);
    }
  });

  it('weigh observations as Optuna does, with the prior as one of them', () => {
    for (const [count, expected] of Object.entries(optuna.weights)) {
      const sum = expected.reduce((total, weight) => total + weight, 1);
      const weights = [...expected, 1].map((weight) => expect.closeTo(weight / sum, 14) as number);
      expect(kernelWeights(Number(count))).toEqual(weights);
    }
    expect(kernelWeights(0)).toEqual([1]);
  });

  it.each([
    ['integer', [3, 40, 41], 2, 99],
    ['log integer', [1, 5, 80], 1, 200],
    ['choice', [0, 0, 2, 0], 0, 2],
  ] as const)('sum to 1, and are what samples follow: %s', (name, observations, low, high) => {
    const density = densityOf(name, observations);
    const draws = random(5);
    const samples = Array.from({ length: 20_000 }, () => density.sample(draws));
    let below = 0;
    for (let value: number = low; value <= high; value += 1) {
      below += density.at(value);
      const share = samples.filter((sample) => sample <= value).length / samples.length;
      expect(Math.abs(share - below)).toBeLessThan(0.016); // More than four standard errors.
    }
    expect(below).toBeCloseTo(1, 12);
  });

  it.each([
    ['number', [2.5, 2.9, 3], (place: number) => place],
    ['log', [0.01, 0.02, 1e-4], Math.exp],
  ] as const)('integrate to 1 on the axis, and are what samples follow: %s', (name, observations, back) => {
    const density = densityOf(name, observations);
    const draws = random(5);
    const samples = Array.from({ length: 20_000 }, () => density.sample(draws));
    const [from, to] = name === 'log' ? [Math.log(1e-4), 0] : [-1, 3];
    const step = (to - from) / 2000;
    let below = 0;
    for (let index = 0; index < 2000; index += 1) {
      below += density.at(back(from + (index + 0.5) * step)) * step;
      if (index % 200 !== 199) continue;
      const end = back(from + (index + 1) * step);
      const share = samples.filter((sample) => sample <= end + 1e-12).length / samples.length;
      expect(Math.abs(share - below)).toBeLessThan(0.016);
    }
    expect(below).toBeCloseTo(1, 4);
  });
});
