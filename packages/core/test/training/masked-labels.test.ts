import { expect, it } from 'vitest';

import type { AnyBalancer } from '../../src/balancer.ts';
import { multiSource } from '../../src/data/multi-source.ts';
import { selectTasks } from '../../src/data/select-tasks.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { sgd } from '../../src/optimizers/sgd.ts';
import { fit } from '../../src/training/fit.ts';
import type { FitOptions } from '../../src/training/fit-options.ts';
import { equal, inverseLoss, shortest } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { twoSources } from '../support/two-sources.ts';

/** 30 examples with a label of `largest` only, then 10 with a label of `positive` only. */
const dataset = selectTasks(
  multiSource({ name: 'both', sources: twoSources({ first: 30, second: 10, input: 'shared' }) }),
  ['largest', 'positive'],
);
const usual: FitOptions = {
  ...{ dataset, balancer: equal, encoder: mlp({ hidden: [5] }), optimizer: sgd(), seed: 3, engine: 'wasm' },
  ...{ learningRate: 1, batchSize: 40, epochs: 1, keep: 'last', diagnoseEvery: 1 },
};

it.each<readonly [string, AnyBalancer]>([
  ['no statistics', equal],
  ['the losses', inverseLoss],
  ['the Gramian', shortest],
])('a rule that needs %s sees the mean over the labelled examples of each task', async (_, balancer) => {
  const both = await stepOf({ balancer });
  const alone = [await stepOf({ sampler: only(0), batchSize: 30 }), await stepOf({ sampler: only(1), batchSize: 10 })];
  expect(both.losses[0]).toBeCloseTo(alone[0]?.losses[0] ?? NaN, 6);
  expect(both.losses[1]).toBeCloseTo(alone[1]?.losses[1] ?? NaN, 6);
  const gradients = alone.map(({ change }) => change);
  const shared = gradients.map((each) => each.slice(0, both.shared));
  const products = shared.map((a) =>
    shared.map((b) => a.reduce((sum, value, index) => sum + value * (b[index] ?? NaN), 0)),
  );
  for (const [row, expected] of products.entries()) expectClose(both.gramian[row] ?? [], expected, 1e-5);
  const [first = NaN, second = NaN] = both.weights;
  const expected = (gradients[0] ?? []).map((value, index) => first * value + second * (gradients[1]?.[index] ?? NaN));
  expectClose(both.change, expected, 1e-5);
  if (balancer === inverseLoss) expect(first).toBeCloseTo(1 / (both.losses[0] ?? NaN), 5);
});

/** What a run of one step saw, and how far it moved the parameters. */
async function stepOf(special: Partial<FitOptions>): Promise<{
  readonly losses: readonly (number | null)[];
  readonly weights: readonly number[];
  readonly gramian: readonly (readonly number[])[];
  readonly change: readonly number[];
  readonly shared: number;
}> {
  const [start, end] = [await run({ ...special, learningRate: 1e-12 }), await run(special)];
  const [step] = end.history.steps;
  const { graph } = end.model;
  const shared = graph.parameters.filter((__, index) => graph.partition.shared[index]);
  await Promise.all([start.model.dispose(), end.model.dispose()]);
  return {
    losses: step?.losses ?? [],
    weights: step?.weights ?? [],
    gramian: step?.gramian ?? [],
    change: end.parameters.map((value, index) => value - (start.parameters[index] ?? NaN)),
    shared: shared.reduce((sum, { size }) => sum + size, 0),
  };
}

async function run(
  special: Partial<FitOptions>,
): Promise<Awaited<ReturnType<typeof fit>> & { parameters: readonly number[] }> {
  const once: FitOptions['callbacks'] = [
    {
      name: 'once',
      onBatchEnd: (__, view) => {
        view.stop('one step');
      },
    },
  ];
  const fitted = await fit({ ...usual, ...special, callbacks: once });
  return { ...fitted, parameters: [...fitted.model.weights.parameters] };
}

function only(chosen: number): NonNullable<FitOptions['sampler']> {
  return {
    config: { kind: 'sampler', name: 'only', options: { chosen } },
    shares: ({ sizes }) => sizes.map((_, source) => Number(source === chosen)),
  };
}
