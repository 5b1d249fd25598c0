import { beforeAll, describe, expect, it } from 'vitest';

import { datasets, type LoadedDataset } from '../../src/index.ts';
import { type Article, meanDemand, orderRate, stockQuantiles } from '../../src/loaders/order-book.ts';
import { at, known, scaleOf, valuesOf } from '../support/known.ts';
import { meanOf, varianceOf } from '../support/moments.ts';

const article: Article = { week: 50, visitors: 1000, price: 1, promotion: 0, lead: 3 };

/** The mean of a function of a standard normal variable, below a bound, by the rectangle rule. */
function normalMean(value: (x: number) => number, below = 10): number {
  const [steps, from] = [2000, -10];
  const h = (below - from) / steps;
  const points = Array.from({ length: steps }, (_, index) => from + (index + 0.5) * h);
  return points.reduce((sum, x) => sum + (value(x) * h * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI), 0);
}

/** Φ(x). */
const normalCdf = (x: number): number => normalMean(() => 1, x);

describe('order-book', () => {
  let dataset: LoadedDataset;
  beforeAll(async () => {
    dataset = await datasets['order-book'].load();
  });

  it('has the rate and the quantiles of its formula', () => {
    expect(orderRate(article)).toBeCloseTo(1000 * Math.exp(-4.9), 9);
    expect(orderRate({ ...article, week: 24, price: 1.1, promotion: 1 })).toBeCloseTo(1000 * Math.exp(-5.8), 9);
    const m = meanDemand(article);
    expect(m).toBeCloseTo(6000 * Math.exp(-4.9), 9);
    // P(m exp(σ ε − σ²/2) ≤ u) = Φ((ln(u / m) + σ²/2) / σ)
    const below = stockQuantiles(article).map((units) => normalCdf((Math.log(units / m) + 0.125) / 0.5));
    [0.1, 0.5, 0.9].forEach((level, index) => {
      expect(at(below, index)).toBeCloseTo(level, 5);
    });
  });

  it('holds the stock of least cost, with the least pinball loss of the derivation', () => {
    const m = meanDemand(article);
    const demand = (x: number): number => m * Math.exp(0.5 * x - 0.125);
    const cost = (units: number): number =>
      normalMean((x) => Math.max(0.9 * (demand(x) - units), 0.1 * (units - demand(x))));
    const best = known(stockQuantiles(article)[2]);
    for (const factor of [0.7, 0.9, 0.97, 1.03, 1.1, 1.3]) expect(cost(best * factor)).toBeGreaterThan(cost(best));
    expect(cost(best) / m).toBeCloseTo(0.9 - normalCdf(1.2815515655446004 - 0.5), 3);
  });

  it('scores the best rule as the derivation says, on the test examples', () => {
    const { test } = dataset.splits;
    const { mean, deviation } = scaleOf(dataset, 'stock');
    const demands = Array.from(valuesOf(test, 'stock'), (value) => value * deviation + mean);
    const levels = [
      [0.1, -1.2815515655446004],
      [0.5, 0],
      [0.9, 1.2815515655446004],
    ] as const;
    const share = meanOf(levels.map(([q, z]) => q - normalCdf(z - 0.5)));
    // E[D] = m: the mean demand of the test examples is that of m, but for noise.
    const scores = known(dataset.best);
    expect(known(scores.stock?.pinball) / (share * meanOf(demands))).toBeCloseTo(1, 1);
    expect(known(scores.stock?.coverage)).toBeCloseTo(0.8, 1);
    const orders = valuesOf(test, 'orders');
    expect(known(scores.orders?.rmse) ** 2).toBeLessThan(varianceOf(orders));
    // The variance of a Poisson variable is its mean.
    expect(Math.abs(known(scores.orders?.rmse) ** 2 / meanOf(orders) - 1)).toBeLessThan(0.1);
  });

  it('is drawn from the seed, and fewer training examples leave the test split as it is', async () => {
    const [again, few, other] = await Promise.all([
      datasets['order-book'].load(),
      datasets['order-book'].load({ size: 50 }),
      datasets['order-book'].load({ seed: 1 }),
    ]);
    expect(again.splits).toEqual(dataset.splits);
    expect(few.splits.train.size).toBe(50);
    expect(valuesOf(few.splits.test, 'orders')).toEqual(valuesOf(dataset.splits.test, 'orders'));
    expect(valuesOf(other.splits.test, 'orders')).not.toEqual(valuesOf(dataset.splits.test, 'orders'));
  });
});
