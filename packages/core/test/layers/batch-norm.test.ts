import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { dense } from '../../src/layers/dense.ts';
import { batchNorm } from '../../src/layers/batch-norm.ts';
import { relu } from '../../src/layers/relu.ts';
import { sequential } from '../../src/layers/sequential.ts';
import { fit } from '../../src/training/fit.ts';
import type { FitOptions } from '../../src/training/fit-options.ts';
import { equal, shortest } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { brokenOff, from, outcomeOf } from '../support/resume.ts';
import { build, buffersAfter, runLayer } from '../support/run-layer.ts';
import { table } from '../support/tables.ts';

interface Step {
  training: boolean;
  input: number[];
  output: number[];
  mean: number[];
  variance: number[];
}

/** What PyTorch gave; written by batch-norm.py. */
const { cases } = JSON.parse(readFileSync(new URL('../fixtures/batch-norm.json', import.meta.url), 'utf8')) as {
  cases: {
    name: string;
    shape: number[];
    momentum: number;
    epsilon: number;
    scale: number[];
    offset: number[];
    steps: Step[];
  }[];
};

it.each(cases)('batchNorm is PyTorch’s $name, averages and evaluation included', (given) => {
  const { shape, momentum, epsilon, scale, offset, steps } = given;
  const layer = build(batchNorm({ momentum, epsilon }), shape.slice(1));
  expect(layer.parameters.map(({ path }) => path)).toEqual(['scale', 'offset']);
  expect(layer.buffers.map(({ path }) => path)).toEqual(['moving-mean', 'moving-variance']);
  let averages = layer.buffers.map((ref) => [...ref.initializer(ref.shape, null as never)]);
  for (const { training, input, output, mean, variance } of steps) {
    const weights = [scale, offset, ...averages];
    expectClose(runLayer(layer, { values: input, shape }, weights, training).values, output, 1e-5);
    const after = training ? buffersAfter(layer, { values: input, shape }, weights) : averages.flat();
    averages = [after.slice(0, mean.length), after.slice(mean.length)];
    expectClose(averages[0] ?? [], mean, 1e-5);
    expectClose(averages[1] ?? [], variance, 1e-5);
  }
});

const encoder = sequential([dense({ units: 6 }), batchNorm({ momentum: 0.25 }), relu()]);
const options: FitOptions = {
  dataset: table(),
  encoder,
  balancer: equal,
  epochs: 3,
  batchSize: 10,
  learningRate: 0.02,
  seed: 5,
};

describe('a model with batchNorm', () => {
  it('is evaluated with the moving averages: an example alone as among others', async () => {
    const { model } = await fit(options);
    const { input = new Float32Array(0) } = options.dataset.splits.validation.inputs;
    const together = await model.predict(input);
    const alone = await model.predict(input.slice(4, 8));
    expectClose([alone.sum?.[0] ?? NaN], [together.sum?.[1] ?? NaN], 1e-6);
    const weights = model.weights;
    model.setWeights({ ...weights, buffers: weights.buffers.map((value) => value + 1) });
    expect((await model.predict(input)).sum).not.toEqual(together.sum);
    await model.dispose();
  });

  it.each(['native', 'wasm', 'eager'] as const)('has the averages of its batches, on the engine %s', async (engine) => {
    // A learning rate so small that the weights stay: the averages are those of the first weights, batch by batch.
    const { model } = await fit({ ...options, engine, learningRate: 1e-12, epochs: 1, batchSize: 40 });
    const { parameters, buffers } = model.weights;
    const inputs = table().splits.train.inputs.input ?? [];
    const first = Array.from({ length: 40 }, (_, row) =>
      [0, 1, 2, 3].reduce(
        (sum, at) => sum + (inputs[row * 4 + at] ?? NaN) * (parameters[at * 6] ?? NaN),
        parameters[24] ?? NaN,
      ),
    );
    const mean = first.reduce((sum, value) => sum + value, 0) / 40;
    const variance = first.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 39;
    expectClose([buffers[0] ?? NaN, buffers[6] ?? NaN], [0.25 * mean, 0.75 + 0.25 * variance], 1e-5);
    await model.dispose();
  });

  it.each([equal, shortest])('is resumed with its averages, with the strategy $name', async (balancer) => {
    const mine = { ...options, balancer };
    const whole = await outcomeOf(mine);
    expect(whole.buffers).toHaveLength(12);
    expect(await outcomeOf({ ...mine, resume: await brokenOff(mine, 6) })).toEqual(from(whole, 1));
  });

  it('is left with the averages of its best epoch', async () => {
    const kept: { monitored: number; buffers: Float32Array }[] = [];
    const watch = {
      name: 'watch',
      onEpochEnd: ({ monitored }, run) => void kept.push({ monitored, buffers: run.weights().buffers }),
    } satisfies NonNullable<FitOptions['callbacks']>[number];
    const { history, buffers } = await outcomeOf({ ...options, learningRate: 0.5, epochs: 8, callbacks: [watch] });
    expect(history.bestEpoch).toBeLessThan(7);
    expect(buffers).toEqual([...(kept[history.bestEpoch]?.buffers ?? [])]);
  });
});
