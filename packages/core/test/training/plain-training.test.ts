import { describe, expect, it } from 'vitest';

import type { AnyBalancer, HeadPolicy } from '../../src/balancer.ts';
import { hardSharing } from '../../src/architectures/hard-sharing.ts';
import { ModelGraph } from '../../src/model/model-graph.ts';
import { mlpHead } from '../../src/heads/mlp-head.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { random } from '../../src/random.ts';
import { fit } from '../../src/training/fit.ts';
import { equal, fixed, inverseLoss, shortest } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { type PlainOptions, trainPlainly } from '../support/plain-training.ts';
import { table, type TableOptions } from '../support/tables.ts';

const hidden = 5;
const epochs = 5;
const batchSize = 10;
const learningRate = 0.02;
const seed = 3;

interface Case {
  name: string;
  balancer: AnyBalancer;
  weigh: PlainOptions['weigh'];
  headPolicy: HeadPolicy;
  labelled?: TableOptions['labelled'];
}

const weighShortest: PlainOptions['weigh'] = (_, [[a = 0, b = 0] = [], [, d = 0] = []]) => {
  const share = Math.min(1, Math.max(0, (d - b) / (a - 2 * b + d)));
  return [share, 1 - share];
};

const cases: Case[] = [
  { name: 'equal weights', balancer: equal, weigh: () => [1, 1], headPolicy: 'weighted' },
  { name: 'unlike weights', balancer: fixed([0.25, 3]), weigh: () => [0.25, 3], headPolicy: 'weighted' },
  {
    name: 'unlike weights for the encoder only',
    balancer: fixed([0.25, 3]),
    weigh: () => [0.25, 3],
    headPolicy: 'unweighted',
  },
  {
    name: 'weights by the losses',
    balancer: inverseLoss,
    weigh: (losses) => losses.map((l) => 1 / l),
    headPolicy: 'weighted',
  },
  { name: 'weights by the Gramian', balancer: shortest, weigh: weighShortest, headPolicy: 'weighted' },
  {
    name: 'weights by the Gramian for the encoder only',
    balancer: shortest,
    weigh: weighShortest,
    headPolicy: 'unweighted',
  },
  {
    name: 'weights by the Gramian, partly labelled',
    balancer: shortest,
    weigh: weighShortest,
    headPolicy: 'weighted',
    labelled: { sum: (example) => example % 3 > 0, largest: (example) => example % 5 > 1 },
  },
];

describe('fit, compared with a plain training loop in float64', () => {
  it.each(cases)('gives the same 20 steps with $name', async ({ balancer, weigh, headPolicy, labelled = {} }) => {
    const dataset = table({ labelled });
    const encoder = mlp({ hidden: [hidden] });
    const { inputs, tasks } = dataset;
    const graph = new ModelGraph({ inputs, tasks, encoder, architecture: hardSharing(), head: mlpHead() });
    const batches = Array.from({ length: epochs }, (_, epoch) => {
      const order = random(seed).fork(`order of epoch ${epoch}`).permutation(dataset.splits.train.size);
      return [0, 10, 20, 30].map((start) => order.subarray(start, start + batchSize));
    }).flat();
    const initial = [...graph.init(random(seed).fork('parameters')).parameters];
    const plain = trainPlainly({ dataset, hidden, initial, batches, learningRate, headPolicy, weigh });

    const options = { dataset, encoder, balancer, epochs, batchSize, learningRate, seed, headPolicy, diagnoseEvery: 1 };
    const { model, history } = await fit(options);

    expect(history.steps).toHaveLength(20);
    history.steps.forEach((step, index) => {
      const { losses = [], weights = [], gramian = [] } = plain.steps[index] ?? {};
      losses.forEach((loss, task) => expectClose([Number(step.losses[task])], [loss], 1e-4));
      expectClose(step.weights, weights, 1e-3);
      expectClose((step.gramian ?? []).flat(), gramian.flat(), 1e-3);
    });
    expect(history.bestEpoch).toBe(epochs - 1); // So the model has the parameters after the last step.
    expectClose(model.parameters.dataSync(), plain.parameters, 1e-4);
    await model.dispose();
  });
});
