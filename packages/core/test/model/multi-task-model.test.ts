import { type Engine, EngineChoice } from '@equipoise/compiler';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import type { Dataset, InputSpec, Split } from '../../src/data/dataset.ts';
import { DataError, ShapeError } from '../../src/errors.ts';
import { evaluateMetrics } from '../../src/metrics/evaluate-metrics.ts';
import { cnn } from '../../src/encoders/cnn.ts';
import { mlpHead } from '../../src/heads/mlp-head.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { MultiTaskModel } from '../../src/model/multi-task-model.ts';
import { Network } from '../../src/model/network.ts';
import { textEncoder } from '../../src/encoders/text-encoder.ts';
import { random } from '../../src/random.ts';
import { expectClose } from '../support/expect-close.ts';
import { sumAndSign, table } from '../support/tables.ts';

const tasks = sumAndSign.map(completeTask);

function modelFor(input: InputSpec, encoder: Encoder, engine: Engine = 'native'): MultiTaskModel {
  const network = new Network({ input, tasks, encoder, head: mlpHead() });
  const values = network.init(random(1));
  return new MultiTaskModel({ network, input, tasks, values, engine: new EngineChoice({ engine }) });
}

const rows: InputSpec = { kind: 'tabular', width: 4 };
const encoder = mlp({ hidden: [8], dropout: 0.5 });

/** The first examples of a table's training split. */
function first(size: number, dataset: Dataset = table({ size: 600 })): Split {
  const { inputs, labels } = dataset.splits.train;
  const cut = Object.entries(labels).map(([task, { values, present }]) => [
    task,
    { values: values.slice(0, size), ...(present && { present: present.slice(0, size) }) },
  ]);
  return { size, inputs: inputs.slice(0, size * 4), labels: Object.fromEntries(cut) as Split['labels'] };
}

/** The mean losses of predictions, in double precision by their definitions, over the examples that have a label. */
function lossesOf(
  { sum = new Float32Array(), largest = new Float32Array() }: Record<string, Float32Array>,
  split: Split,
): Record<string, number> {
  const mean = (task: string, loss: (label: number, example: number) => number): number => {
    const { values = [], present } = split.labels[task] ?? {};
    const known = Array.from(values, loss).filter((_, example) => present?.[example] !== 0);
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
      expect(metrics[name]).toEqual(evaluateMetrics(task, outputs[name] ?? new Float32Array(), labels, size));
    }
    await model.dispose();
  });

  it('predicts each example alone as in a batch, without dropout', async () => {
    const model = modelFor(rows, encoder);
    const { inputs } = first(300);
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
    const inputs: [InputSpec, Encoder, Float32Array | Int32Array][] = [
      [rows, encoder, first(20).inputs],
      [
        { kind: 'image', height: 10, width: 11, channels: 2 },
        cnn({ filters: [3], kernel: 3, features: 5 }),
        noise(3 * 220),
      ],
      [
        { kind: 'text', length: 6, vocabulary: 9 },
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

  it('names the example of a split that it cannot evaluate', async () => {
    const model = modelFor(rows, encoder);
    const split = first(3);
    await expect(model.evaluate({ ...split, inputs: split.inputs.with(5, NaN) })).rejects.toThrow(
      new DataError('evaluate: input 1 of example 1 must be a finite number, is NaN.'),
    );
    await expect(model.evaluate({ ...split, labels: {} })).rejects.toThrow(
      new DataError('evaluate: has no labels for the task sum.'),
    );
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
