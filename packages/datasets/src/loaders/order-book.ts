import { type Random, random } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { fromTable } from '../from-table.ts';
import { bestScores } from '../synthetic/best-scores.ts';
import { poisson } from '../synthetic/poisson.ts';

const sizes = { train: 2000, validation: 1000, test: 2000 };

const card: DatasetCard = {
  name: 'order-book',
  title: 'Simulated order book',
  modality: 'tabular',
  arrival: 'synthetic',
  examples: sizes.train + sizes.validation + sizes.test,
  tasks: [
    { name: 'orders', kind: 'count', meaning: 'the orders of an article in a week' },
    {
      name: 'stock',
      kind: 'quantiles',
      meaning: 'the units that are asked for until the next delivery: quantiles 0.1, 0.5 and 0.9',
    },
  ],
  split: 'drawn independently: 2,000 training examples, 1,000 for validation, 2,000 for testing',
  licence: 'Apache-2.0 (made by this package)',
  source:
    'a simulation: orders ~ Poisson(λ), units = m exp(σ ε − σ²/2), m = 2 λ × lead time, ε ~ N(0, 1), σ = 0.5; λ = visitors × ' +
    'exp(−5.4 − 2 (price − 1)(1 + promotion) + 0.5 promotion + 0.5 cos(2π (week − 50) / 52))',
  citation:
    'The stock that costs least is the critical fractile of demand: K. J. Arrow, T. Harris, J. Marschak. Optimal Inventory Policy. Econometrica 1951. ' +
    'https://doi.org/10.2307/1906813',
  description:
    'A simulation, no shop: articles with a week of the year, visitors, price, promotion and lead time; how many orders come in, and how many units to hold. ' +
    'Where a unit that is missing costs nine times a unit left over, the best stock is the 0.9 quantile. The best possible scores are known: λ gives both tasks ' +
    'their best rule, and the least expected pinball loss of a quantile q is m (q − Φ(z_q − σ)).',
  caution: 'Made by a formula: what helps here need not help in a shop.',
};

/** Deviation of the logarithm of demand. */
const spread = 0.5;

/** The quantiles of the standard normal distribution at 0.1, 0.5 and 0.9. */
const scores = [-1.2815515655446004, 0, 1.2815515655446004];

/** What is known of an article in a week. */
export interface Article {
  /** From 1 to 52. */
  readonly week: number;
  /** Who saw it. */
  readonly visitors: number;
  /** Beside the usual one, from 0.7 to 1.3. */
  readonly price: number;
  /** Whether it is advertised. */
  readonly promotion: 0 | 1;
  /** Weeks until the next delivery, from 1 to 4. */
  readonly lead: number;
}

/** Orders and demand that follow one hidden rate: a simulation whose best rule is known. */
export const orderBook: DatasetEntry = defineDataset(
  card,
  ({ seed, size }) => {
    const { name } = card;
    const stream = random(seed);
    const draw = (split: keyof typeof sizes): readonly Drawn[] => {
      const own = stream.fork(split);
      return Array.from({ length: split === 'train' ? Math.min(size, sizes.train) : sizes[split] }, (_, row) =>
        drawArticle(own.fork(String(row))),
      );
    };
    const [train, validation, test] = [draw('train'), draw('validation'), draw('test')];
    const dataset = fromTable({
      name,
      seed,
      table: train,
      validationTable: validation,
      testTable: test,
      inputs: { week: 'numeric', visitors: 'numeric', price: 'numeric', promotion: 'numeric', lead: 'numeric' },
      targets: { orders: 'count', stock: 'quantiles' },
    });
    const [scale = { mean: 0, deviation: 1 }] = dataset.tasks.find((task) => task.name === 'stock')?.kind.scales ?? [];
    const best = bestScores(dataset.tasks, dataset.splits.test, {
      orders: test.map((article) => [Math.log(orderRate(article))]),
      stock: test.map((article) => stockQuantiles(article).map((units) => (units - scale.mean) / scale.deviation)),
    });
    return Promise.resolve({ ...dataset, best, rows: { train, validation, test } });
  },
  sizes.train,
);

type Drawn = Article & Readonly<Record<'orders' | 'stock', number>>;

function drawArticle(stream: Random): Drawn {
  const article: Article = {
    week: 1 + stream.integer(52),
    visitors: Math.round(1000 * Math.exp(0.6 * stream.normal())),
    price: 0.7 + 0.6 * stream.next(),
    promotion: stream.next() < 0.2 ? 1 : 0,
    lead: 1 + stream.integer(4),
  };
  return {
    ...article,
    orders: poisson(stream, orderRate(article)),
    stock: meanDemand(article) * Math.exp(spread * stream.normal() - spread ** 2 / 2),
  };
}

/**
 * λ, the orders that are expected in a week.
 *
 * @param article - What is known of the article.
 */
export function orderRate({ week, visitors, price, promotion }: Article): number {
  const season = Math.cos((2 * Math.PI * (week - 50)) / 52);
  return visitors * Math.exp(-5.4 - 2 * (price - 1) * (1 + promotion) + 0.5 * promotion + 0.5 * season);
}

/**
 * m, the units that are expected to be asked for until the next delivery.
 *
 * @param article - What is known of the article.
 */
export function meanDemand(article: Article): number {
  return 2 * orderRate(article) * article.lead;
}

/**
 * The quantiles 0.1, 0.5 and 0.9 of the units asked for, m exp(σ z − σ²/2): with the last one costs are least where a unit that is missing costs nine
 * times a unit left over.
 *
 * @param article - What is known of the article.
 */
export function stockQuantiles(article: Article): readonly number[] {
  return scores.map((z) => meanDemand(article) * Math.exp(spread * z - spread ** 2 / 2));
}
