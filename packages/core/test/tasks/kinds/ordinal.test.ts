import '@tensorflow/tfjs-backend-cpu';
import '@equipoise/compiler';

import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import type { Dataset, Split } from '../../../src/data/dataset.ts';
import { mlp } from '../../../src/encoders/mlp.ts';
import { huber } from '../../../src/losses/huber.ts';
import { sigmoidCrossEntropy } from '../../../src/losses/sigmoid-cross-entropy.ts';
import { TaskMetrics } from '../../../src/metrics/task-metrics.ts';
import { jsonSchemaOf } from '../../../src/options/json-schema.ts';
import { random } from '../../../src/random.ts';
import { ordinal, ordinalOptions } from '../../../src/tasks/kinds/ordinal.ts';
import { taskKindFromConfig } from '../../../src/tasks/kinds/registry.ts';
import { fit } from '../../../src/training/fit.ts';
import { equal } from '../../support/balancers.ts';
import { expectClose } from '../../support/expect-close.ts';

const grades = ['poor', 'fair', 'good', 'excellent'];
const kind = ordinal({ classes: grades });
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

function lossOf(logits: number[][], labels: number[]): number[] {
  return tf.tidy(() => [...kind.loss.call(tf.tensor2d(logits), tf.tensor1d(labels, 'int32')).dataSync()]);
}

describe('ordinal', () => {
  it('gives a logit for each level between classes', () => {
    expect([kind.outputs.shape, kind.labels, kind.ordered]).toEqual([[3], { shape: [], dtype: 'int32' }, true]);
    expect(kind.metrics.map(({ name }) => name)).toEqual(['mae', 'kappa', 'accuracy']);
  });

  it("has the loss of CORAL's K − 1 answers, averaged", () => {
    // Class 2 of 4 is above 0 and 1, not above 2.
    const one = -(Math.log(sigmoid(2)) + Math.log(sigmoid(0)) + Math.log(1 - sigmoid(-1))) / 3;
    const none = -(Math.log(1 - sigmoid(2)) + Math.log(1 - sigmoid(0)) + Math.log(1 - sigmoid(-1))) / 3;
    expectClose(
      lossOf(
        [
          [2, 0, -1],
          [2, 0, -1],
        ],
        [2, 0],
      ),
      [one, none],
      1e-6,
    );
  });

  it('decides for the number of levels that are passed, with the differences as probabilities', () => {
    const { class: decided, probabilities } = kind.decode([2, 0.5, -1]);
    expect(decided).toBe('good');
    const above = [1, sigmoid(2), sigmoid(0.5), sigmoid(-1), 0];
    expect(Object.keys(probabilities)).toEqual(grades);
    Object.values(probabilities).forEach((value, index) => {
      expect(value).toBeCloseTo((above[index] ?? NaN) - (above[index + 1] ?? NaN), 12);
    });
  });

  it('counts a logit as the smallest up to it where levels are not in order', () => {
    const { class: decided, probabilities } = kind.decode([-1, 3, -2]);
    expect(decided).toBe('poor');
    expect(probabilities.fair).toBe(0);
    expect(Object.values(probabilities).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
  });

  it('says the same by tensor operations', () => {
    const rows = [
      [2, 0.5, -1],
      [-1, 3, -2],
      [4, 3, 2],
      [-3, -4, -5],
      [0, 0, 0],
    ];
    const call = (part: string): number[] =>
      tf.tidy(() => [...(kind.decoded?.[part]?.call(tf.tensor2d(rows)).dataSync() ?? [])]);
    expect(call('class').map((index) => grades[index])).toEqual(rows.map((row) => kind.decode(row).class));
    expectClose(
      call('probabilities'),
      rows.flatMap((row) => Object.values(kind.decode(row).probabilities)),
      1e-6,
    );
  });

  it('is measured in classes', () => {
    const task = new TaskMetrics({ name: 'grade', kind });
    // Decided 2, 0, 3 for 2, 1, 1.
    task.update({ outputs: Float32Array.of(2, 1, -1, -1, -2, -3, 3, 2, 1), labels: Int32Array.of(2, 1, 1), size: 3 });
    expect(task.compute()).toMatchObject({ mae: 1, accuracy: 1 / 3 });
  });

  it('can be made again from its config, and declares its options', () => {
    const balanced = ordinal({ classes: 3, loss: sigmoidCrossEntropy({ positiveWeights: 'balanced' }) });
    const again = taskKindFromConfig(JSON.parse(JSON.stringify(balanced.config)));
    expect([again.config, again.names]).toEqual([balanced.config, ['0', '1', '2']]);
    expect(jsonSchemaOf(ordinalOptions)).toMatchObject({ title: 'ordinal', required: ['classes'] });
    // 2 of 4 are above 0, 1 is above 1: noes over yeses are 1 and 3.
    expect(balanced.loss.fitted?.([0, 0, 1, 2], balanced.target).config.options).toMatchObject({
      positiveWeights: [1, 3],
    });
  });

  it('knows the loss of the best constant prediction', () => {
    const constant = kind.loss.constant?.([0, 1, 2, 3], [0, 1, 2, 3], kind.target) ?? NaN;
    // Shares above 0, 1, 2 with one of each counted once more: 4, 3 and 2 of 6.
    const entropy = (p: number, q: number): number => -q * Math.log(p) - (1 - q) * Math.log(1 - p);
    expect(constant).toBeCloseTo((entropy(4 / 6, 0.75) + entropy(0.5, 0.5) + entropy(2 / 6, 0.25)) / 3, 12);
  });

  it('refuses other labels, losses and numbers of classes', () => {
    expect([[0], [3], [4], [-1], [0.5]].map((label) => kind.checkLabel(label))).toEqual([
      undefined,
      undefined,
      ...new Array<string>(3).fill('a whole number from 0 to 3'),
    ]);
    expect(() => ordinal({ classes: 1 })).toThrow('ordinal: option `classes` must be a list of at least 2');
    expect(() => ordinal({ classes: 3, loss: huber() })).toThrow('ordinal: option `loss` must be a loss of labels');
  });

  it('is learnt, with its levels in order', async () => {
    const draw = random(2);
    const part = (size: number): Split => {
      const x = Float32Array.from({ length: 2 * size }, () => draw.normal());
      const labels = Int32Array.from({ length: size }, (_, row) => {
        const score = (x[2 * row] ?? 0) + (x[2 * row + 1] ?? 0);
        return score < -1.2 ? 0 : score < 0 ? 1 : score < 1.2 ? 2 : 3;
      });
      return { size, inputs: { x }, labels: { grade: { values: labels } } };
    };
    const dataset: Dataset = {
      name: 'grades',
      inputs: { x: { shape: [2], dtype: 'float32' } },
      tasks: [{ name: 'grade', kind }],
      splits: { train: part(600), validation: part(200) },
    };
    const { model } = await fit({
      dataset,
      balancer: equal,
      encoder: mlp({ hidden: [16] }),
      learningRate: 0.02,
      epochs: 30,
      engine: 'wasm',
    });
    const { metrics } = await model.evaluate(dataset.splits.validation);
    expect(metrics.grade?.mae).toBeLessThan(0.15); // The best constant is off by 0.9 or so.
    expect(metrics.grade?.kappa).toBeGreaterThan(0.9);
    const bias = model.graph.parameters.find(({ path }) => path === 'heads/grade/bias');
    const [first = 0, second = 0, third = 0] = model.weights.parameters.subarray(bias?.offset);
    expect(first > second && second > third).toBe(true);
    await model.dispose();
  });
});
