import { describe, expect, it } from 'vitest';

import { mmoe } from '../../src/architectures/mmoe.ts';
import type { Balancer, StepStats } from '../../src/balancer.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { InvalidOptionError } from '../../src/errors.ts';
import { mlpHead } from '../../src/heads/mlp-head.ts';
import { taskMetric } from '../../src/monitors/task-metric.ts';
import { clip } from '../../src/optimizers/clip.ts';
import { adam } from '../../src/optimizers/adam.ts';
import { sgd } from '../../src/optimizers/sgd.ts';
import { step } from '../../src/schedules/step.ts';
import type { FitOptions } from '../../src/training/fit-options.ts';
import { equal, shortest } from '../support/balancers.ts';
import { brokenOff, outcomeOf } from '../support/resume.ts';
import { fetchedTable } from '../support/fetched-table.ts';
import { table } from '../support/tables.ts';

const dataset = table();
const { train, validation, test } = dataset.splits;

/** A strategy with an option. */
function temperature(value: number): Balancer<null, StepStats> {
  return { ...equal, config: { kind: 'balancer', name: 'temperature', options: { temperature: value } } };
}

const options: FitOptions = {
  dataset,
  encoder: mlp({ hidden: [6], dropout: 0.3 }),
  balancer: temperature(2),
  epochs: 3,
  batchSize: 10,
  learningRate: 0.02,
  seed: 5,
  engine: 'wasm',
};

const others: readonly (readonly [string, Partial<FitOptions>, string])[] = [
  ['another seed', { seed: 6 }, 'of a run with the seed 6, received 5.'],
  ['another batch size', { batchSize: 20 }, 'of a run with the batchSize 20, received 10.'],
  ['another learning rate', { learningRate: 0.01 }, 'of a run with the optimizer.learningRate 0.01, received 0.02.'],
  ['another optimizer', { optimizer: sgd() }, 'of a run with the optimizer.name "sgd", received "adam".'],
  ['another β₁', { optimizer: adam({ beta1: 0.8 }) }, 'the optimizer.options.beta1 0.8, received 0.9.'],
  ['another schedule', { schedule: step({ every: 2 }) }, 'the optimizer.schedule.name "step", received "constant".'],
  [
    'a frozen group',
    { groups: [{ path: 'encoder', frozen: true }] },
    'the optimizer.groups.0 {"path":"encoder","frozen":true}, received undefined.',
  ],
  ['clipping', { optimizer: clip(adam(), { norm: 1 }) }, 'the optimizer.name "clip", received "adam".'],
  [
    'another layer',
    { encoder: mlp({ hidden: [7], dropout: 0.3 }) },
    'the model.encoders.input.options.hidden.0 7, received 6.',
  ],
  [
    'another dropout',
    { encoder: mlp({ hidden: [6], dropout: 0.2 }) },
    'the model.encoders.input.options.dropout 0.2, received 0.3.',
  ],
  ['another head', { head: mlpHead({ hidden: [4] }) }, 'the model.head.options.hidden.0 4, received undefined.'],
  ['another architecture', { architecture: mmoe() }, 'the model.architecture.name "mmoe", received "hard-sharing".'],
  ['another strategy', { balancer: shortest }, 'the balancer.name "shortest", received "temperature".'],
  ['another option of the strategy', { balancer: temperature(3) }, 'the balancer.options.temperature 3, received 2.'],
  [
    'another policy for heads',
    { headPolicy: 'unweighted' },
    'the balancer.headPolicy "unweighted", received "weighted".',
  ],
  ['another monitor', { monitor: taskMetric('sum') }, 'the monitor.name "task-metric", received "relative-loss".'],
  ['another engine', { engine: 'native' }, 'the engine "native", received "wasm".'],
  [
    'another split of the same rows',
    { dataset: { ...dataset, splits: { ...dataset.splits, validation: test } } },
    'of a run with the data ',
  ],
  [
    'swapped targets',
    {
      dataset: {
        ...dataset,
        splits: {
          ...dataset.splits,
          train: {
            ...train,
            labels: {
              ...train.labels,
              sum: { values: (train.labels.sum?.values ?? new Float32Array(40)).slice().reverse() },
            },
          },
        },
      },
    },
    'of a run with the data ',
  ],
  ['tasks in another order', { dataset: { ...dataset, tasks: [...dataset.tasks].reverse() } }, 'with the data '],
  [
    'another priority',
    { dataset: { ...dataset, tasks: dataset.tasks.map((task) => ({ ...task, priority: 2 })) } },
    'of a run with the data ',
  ],
  [
    'weights of examples',
    {
      dataset: {
        ...dataset,
        splits: {
          ...dataset.splits,
          validation: {
            ...validation,
            labels: {
              ...validation.labels,
              sum: { values: new Float32Array(20), ...validation.labels.sum, weight: new Float32Array(20).fill(2) },
            },
          },
        },
      },
    },
    'of a run with the data ',
  ],
];

describe('a checkpoint is refused in a sentence that says what differs', () => {
  it.each(others)('by a run with %s', async (_, change, sentence) => {
    const resume = await brokenOff(options, 6);
    const failure: unknown = await outcomeOf({ ...options, ...change, resume }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(InvalidOptionError);
    expect(String(failure)).toContain(sentence);
    expect(String(failure).length).toBeLessThan(250);
  });
});

it('is refused by a run with another digest of its source', async () => {
  const fetched = (digest: string): FitOptions => ({ ...options, dataset: fetchedTable(dataset, digest) });
  const resume = await brokenOff(fetched('a'), 6);
  await expect(outcomeOf({ ...fetched('b'), resume })).rejects.toThrow('of a run with the data ');
  const { history } = await outcomeOf({ ...fetched('a'), resume });
  expect(history.epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
});

it('is accepted with other epochs, callbacks and limits of threads', async () => {
  const resume = await brokenOff(options, 6);
  const { history } = await outcomeOf({ ...options, resume, epochs: 5, callbacks: [{ name: 'mine' }], threads: 2 });
  expect(history.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
});
