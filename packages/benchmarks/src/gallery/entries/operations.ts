import { adam, type Dataset, hardSharing, isRecord, mlp, type Rows, type SplitName } from '@equipoise/core';
import { datasets, fromTable, type LoadedDataset } from '@equipoise/datasets';

import { askRow } from '../ask-row.ts';
import type { GalleryEntry, PrepareOptions } from '../entry.ts';

const article = ['week', 'visitors', 'price', 'promotion', 'lead', 'orders', 'stock'];

/** Rows of both sources: each has its own columns, and misses those of the other. */
async function prepare({ seed, size }: PrepareOptions): Promise<Dataset> {
  const requests = await datasets.clinc150.load({ seed });
  const book = await datasets['order-book'].load({ seed, ...(size !== undefined && { size }) });
  const rowsOf = (split: SplitName): Rows => [
    ...rowsIn(requests, split)
      .filter(({ domain }) => domain === 'home')
      .map(({ text, intent }) => ({ text, intent, ...Object.fromEntries(article.map((name) => [name, null])) })),
    ...rowsIn(book, split).map((row) => ({ text: null, intent: null, ...row })),
  ];
  const dataset = fromTable({
    name: 'operations',
    seed,
    table: rowsOf('train'),
    validationTable: rowsOf('validation'),
    testTable: rowsOf('test'),
    inputs: {
      text: { kind: 'ngrams', buckets: 1024 },
      week: 'numeric',
      visitors: 'numeric',
      price: 'numeric',
      promotion: 'numeric',
      lead: 'numeric',
    },
    targets: { intent: 'multiclass', orders: 'count', stock: 'quantiles' },
  });
  const tasks = dataset.tasks.map((task) => ({ ...task, input: task.name === 'intent' ? 'text' : 'table' }));
  return { ...dataset, tasks };
}

function rowsIn({ rows }: LoadedDataset, split: SplitName): readonly Readonly<Record<string, unknown>>[] {
  return (rows?.[split] ?? []) as readonly Readonly<Record<string, unknown>>[];
}

/** What a shop is asked, how much is ordered, and how much to hold. */
export const operations: GalleryEntry = {
  name: 'operations',
  title: 'Operations: inquiries, orders and inventory in one model',
  summary: 'the intent of a request, the orders of a week, and the units to hold until the next delivery, in one model',
  tasks: [
    { name: 'intent', meaning: 'what a request asks for, one of 15' },
    { name: 'orders', meaning: 'the orders of an article in a week' },
    { name: 'stock', meaning: 'the units asked for until the next delivery: quantiles 0.1, 0.5 and 0.9' },
  ],
  why:
    'Orders and stock follow one rate that is hidden behind visitors, price, promotion and season: what counts for one counts for the other. The intent is read from a ' +
    'text, which no article has: it shares a program with the others, and no weight.',
  datasets: ['clinc150', 'order-book'],
  simulated: {
    process:
      'The requests are real (CLINC150, domain home). The order book is drawn: visitors 1000 exp(0.6 ε), price 0.7 to 1.3 of the usual one, a promotion in 20 %, ' +
      '1 to 4 weeks until the next delivery; λ = visitors × exp(−5.4 − 2 (price − 1)(1 + promotion) + 0.5 promotion + 0.5 cos(2π (week − 50) / 52)); orders ~ Poisson(λ); ' +
      'units = m exp(0.5 ε − 0.125) with m = 2 λ × weeks. Where a missing unit costs nine times a unit left over, the 0.9 quantile costs least; the least expected ' +
      'pinball loss of a quantile q is m (q − Φ(z − 0.5)), z that of the normal distribution.',
    best: { orders: 1.064, stock: 4.495 },
  },
  training: {
    encoder: mlp({ hidden: [32, 16] }).config,
    architecture: hardSharing().config,
    optimizer: adam().config,
    epochs: 40,
    batchSize: 64,
    learningRate: 0.003,
    size: 1000,
  },
  strategies: ['equal', 'uncertainty', 'pcgrad'],
  seeds: 8,
  prepare,
  ask: askRow({
    columns: {
      text: 'text',
      week: 'week',
      visitors: 'visitors',
      price: 'price',
      promotion: 'promotion',
      weeks: 'lead',
    },
    example: 'text="where is my package" week=48 visitors=1500 price=0.9 promotion=1 weeks=2',
    say: { stock: stockText },
  }),
  ownData:
    'Put the requests and the articles into one table with the columns of both, and leave blank what a row does not have: a blank label counts nowhere. Load it with `fromTable` ' +
    'and say which input a task reads, as this entry does.',
  notes: [
    'The order book is a formula: what helps here need not help in a shop.',
    'The three tasks never have labels in one row. The two of the order book have them in the same rows.',
  ],
};

function stockText(prediction: unknown): string {
  const quantiles = isRecord(prediction) && isRecord(prediction.quantiles) ? Object.values(prediction.quantiles) : [];
  const [low, middle, high] = quantiles.map((units) => Math.max(0, Math.round(Number(units))));
  return `hold ${high} units (likely demand ${middle}, 80 % interval ${low} to ${high})`;
}
