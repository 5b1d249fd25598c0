import { type Engine, EngineChoice } from '@equipoise/compiler';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { hardSharing } from '../../src/architectures/hard-sharing.ts';
import type { Dataset, Inputs, Split } from '../../src/data/dataset.ts';
import { cnn } from '../../src/encoders/cnn.ts';
import type { Encoder } from '../../src/encoders/encoder.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { textEncoder } from '../../src/encoders/text-encoder.ts';
import { DataError, ShapeError } from '../../src/errors.ts';
import { mlpHead } from '../../src/heads/mlp-head.ts';
import type { TensorSpec } from '../../src/layers/layer.ts';
import { TaskMetrics } from '../../src/metrics/task-metrics.ts';
import { ModelGraph } from '../../src/model/model-graph.ts';
import { MultiTaskModel } from '../../src/model/multi-task-model.ts';
import { random } from '../../src/random.ts';
import { expectClose } from '../support/expect-close.ts';
import { sumAndLargest as tasks, table } from '../support/tables.ts';

const rows: TensorSpec = { shape: [4], dtype: 'float32' };
const encoder = mlp({ hidden: [8], dropout: 0.5 });

function modelFor(spec: TensorSpec, recipe: Encoder, engine: Engine = 'native'): MultiTaskModel {
  return modelOf({ input: spec }, recipe, engine);
}

function modelOf(inputs: Inputs<TensorSpec>, recipe: Encoder, engine: Engine = 'native'): MultiTaskModel {
  const graph = new ModelGraph({ inputs, tasks, encoder: recipe, architecture: hardSharing(), head: mlpHead() });
  return new MultiTaskModel({ graph, weights: graph.init(random(1)), engine: new EngineChoice({ engine }) });
}

/** The first examples of a table's training split. */
function first(size: number, dataset: Dataset = table({ size: 600 })): Split {
  const { inputs, labels } = dataset.splits.train as Split;
  const cut = Object.entries(labels).map(([task, { values, mask }]) => [
    task,
    { values: values.slice(0, size), ...(mask && { mask: mask.slice(0, size) }) },
  ]);
  return {
    size,
    inputs: { input: inputs.input?.slice(0, size * 4) ?? new Float32Array(0) },
    labels: Object.fromEntries(cut) as Split['labels'],
  };
}

/** The mean losses of predictions, in double precision by their definitions, over the examples that have a label. */
function lossesOf(
  { sum = new Float32Array(), largest = new Float32Array() }: Record<string, Float32Array>,
  split: Split,
): Record<string, number> {
  const mean = (task: string, loss: (label: number, example: number) => number): number => {
    const { values = [], mask } = split.labels[task] ?? {};
    const known = Array.from(values, loss).filter((_, example) => mask?.[example] !== 0);
    return known.reduce((total, value) => total + value, 0) / known.length;
  };
  return {
    sum: mean('sum', (label, example) => ((sum[example] ?? NaN) - label) ** 2),
    largest: mean('largest', (label, example) => {
      const logits = [...largest.slice(example * 3, example * 3 + 3)];
      return Math.log(logits.reduce((total, logit) => total + Math.exp(logit), 0)) - (logits[label] ?? NaN);
    }),
  };
}

describe('MultiTaskModel', () => {
  it.each([1, 2, 255, 256, 257, 512, 600])('predicts and evaluates %i examples', async (size) => {
    const model = modelFor(rows, encoder);
    const split = first(size);
    const outputs = await model.predict(split.inputs);
    expect([outputs.sum?.length, outputs.largest?.length]).toEqual([size, 3 * size]);

    const { losses, metrics } = await model.evaluate(split);
    const expected = lossesOf(outputs, split);
    expectClose([losses.sum ?? NaN, losses.largest ?? NaN], [expected.sum ?? NaN, expected.largest ?? NaN], 1e-6);
    for (const task of tasks) {
      const { name } = task;
      const labels = split.labels[name] ?? { values: new Float32Array() };
      const whole = new TaskMetrics(task);
      whole.update({ outputs: outputs[name] ?? new Float32Array(), labels: labels.values, size });
      expect(rounded(metrics[name])).toEqual(rounded(whole.compute()));
    }
    await model.dispose();
  });

  it('predicts each example alone as in a batch, without dropout', async () => {
    const model = modelFor(rows, encoder);
    const inputs = first(300).inputs.input ?? new Float32Array(0);
    const together = await model.predict(inputs);
    expect(await model.predict(inputs)).toEqual(together);
    for (const example of [0, 100, 255, 256, 299]) {
      const alone = await model.predict(inputs.slice(example * 4, example * 4 + 4));
      expectClose(alone.largest ?? [], together.largest?.slice(example * 3, example * 3 + 3) ?? [], 1e-6);
    }
    await model.dispose();
  });

  it('evaluates over the examples that have a label', async () => {
    const model = modelFor(rows, encoder);
    const split = first(
      300,
      table({ size: 600, labelled: { sum: (example) => example % 7 === 0, largest: () => false } }),
    );
    const { losses, metrics } = await model.evaluate(split);
    expectClose([losses.sum ?? NaN], [lossesOf(await model.predict(split.inputs), split).sum ?? NaN], 1e-6);
    expect(losses.largest).toBeNaN();
    expect(metrics.largest?.accuracy).toBeNaN();
    await model.dispose();
  });

  it('has a gradient-free forward pass that is the same on every engine', async () => {
    const inputs: [TensorSpec, Encoder, Float32Array | Int32Array][] = [
      [rows, encoder, noise(80)],
      [{ shape: [10, 11, 2], dtype: 'float32' }, cnn({ filters: [3], kernel: 3, features: 5 }), noise(3 * 220)],
      [
        { shape: [6], dtype: 'int32', vocabulary: 9 },
        textEncoder({ filters: 4, features: 5 }),
        Int32Array.from({ length: 30 }, (_, i) => (i * 5) % 9),
      ],
    ];
    for (const [input, recipe, values] of inputs) {
      const outputs = [];
      for (const engine of ['native', 'wasm', 'eager'] as const) {
        const model = modelFor(input, recipe, engine);
        const { sum = new Float32Array(), largest = new Float32Array() } = await model.predict(values);
        outputs.push([...sum, ...largest]);
        await model.dispose();
      }
      expectClose(outputs[1] ?? [], outputs[0] ?? [], 1e-5);
      expectClose(outputs[2] ?? [], outputs[0] ?? [], 1e-5);
    }
  });

  it('predicts with its current parameters', async () => {
    const model = modelFor(rows, encoder);
    const { inputs } = first(3);
    await model.predict(inputs);
    tf.tidy(() => {
      model.parameters.assign(tf.zeros(model.parameters.shape));
    });
    expect(await model.predict(inputs)).toEqual({ sum: new Float32Array(3), largest: new Float32Array(9) });
    // 4·8 + 8 of the encoder, 9 and 27 of the heads.
    expect(model.parameterCount).toBe(76);
    await model.dispose();
  });

  it('accepts whole examples, also none', async () => {
    const model = modelFor(rows, encoder);
    expect(await model.predict(new Float32Array(0))).toEqual({
      sum: new Float32Array(0),
      largest: new Float32Array(0),
    });
    await expect(model.predict(new Float32Array(7))).rejects.toThrow(
      new ShapeError('predict: examples of 4 numbers expected, received 7 numbers.'),
    );
    await model.dispose();
  });

  it('evaluates a split without labels of a task to numbers that are none', async () => {
    const model = modelFor(rows, encoder);
    const { labels, ...split } = first(3);
    const { losses, metrics } = await model.evaluate({
      ...split,
      labels: { sum: labels.sum ?? { values: new Float32Array(3) } },
    });
    expect(losses.sum).toBeGreaterThan(0);
    expect([losses.largest, metrics.largest?.accuracy]).toEqual([NaN, NaN]);
    await model.dispose();
  });

  it('weighs the examples of a loss by their weights', async () => {
    const model = modelFor(rows, encoder);
    const split = first(300);
    const weight = Float32Array.from({ length: 300 }, (_, row) => row % 4);
    const { sum = new Float32Array() } = await model.predict(split.inputs);
    const truth = split.labels.sum?.values ?? new Float32Array();
    const total = weight.reduce((before, each) => before + each, 0);
    const expected = sum.reduce(
      (before, value, row) => before + (weight[row] ?? NaN) * (value - (truth[row] ?? NaN)) ** 2,
      0,
    );
    const { losses } = await model.evaluate({ ...split, labels: { ...split.labels, sum: { values: truth, weight } } });
    expectClose([losses.sum ?? NaN], [expected / total], 1e-6);
    await model.dispose();
  });

  it('takes inputs by their names, each of as many examples', async () => {
    const model = modelOf({ left: rows, right: rows }, encoder);
    const [left, right] = [noise(8), noise(8)];
    expect((await model.predict({ left, right })).sum).toHaveLength(2);
    await expect(model.predict({ left })).rejects.toThrow(
      new ShapeError('predict: the input right must be a Float32Array or an Int32Array, received undefined.'),
    );
    await expect(model.predict({ left, right: right.slice(4) })).rejects.toThrow(
      new ShapeError('predict: inputs must have as many examples, have 2, 1.'),
    );
    await model.dispose();
  });

  it('refuses weights of another size', async () => {
    const model = modelFor(rows, encoder);
    expect(() => {
      model.setWeights({ parameters: new Float32Array(75), buffers: new Float32Array(0) });
    }).toThrow(new ShapeError('model: expected 76 numbers, received 75.'));
    await model.dispose();
  });

  it('names the example of a split that it cannot evaluate', async () => {
    const model = modelFor(rows, encoder);
    const split = first(3);
    await expect(
      model.evaluate({ ...split, inputs: { input: split.inputs.input?.with(5, NaN) ?? new Float32Array(0) } }),
    ).rejects.toThrow(new DataError('evaluate, input: value 1 of example 1 must be a finite number, is NaN.'));
    await model.dispose();
  });

  it('frees its tensors', async () => {
    const before = tf.memory().numTensors;
    const model = modelFor(rows, encoder);
    await model.evaluate(first(3));
    await model.predict(first(3).inputs);
    await model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

function noise(length: number): Float32Array {
  const stream = random(2);
  return Float32Array.from({ length }, () => stream.normal());
}

/** Numbers without their last digits: sums of parts of the examples are added in another order. */
function rounded(values: Readonly<Record<string, number>> = {}): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value.toPrecision(10))]));
}
