import '@tensorflow/tfjs-backend-cpu';
import '@equipoise/compiler';

import { tensor2d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import type { Dataset, Split } from '../../../src/data/dataset.ts';
import { mlp } from '../../../src/encoders/mlp.ts';
import { mlpHead } from '../../../src/heads/mlp-head.ts';
import { batchLoss } from '../../../src/losses/batch-loss.ts';
import { gaussian } from '../../../src/losses/gaussian.ts';
import { huber } from '../../../src/losses/huber.ts';
import { accuracy } from '../../../src/metrics/accuracy.ts';
import { TaskMetrics } from '../../../src/metrics/task-metrics.ts';
import { random } from '../../../src/random.ts';
import { reconstruction, reconstructionError } from '../../../src/tasks/kinds/reconstruction.ts';
import { taskKindFromConfig } from '../../../src/tasks/kinds/registry.ts';
import { fit } from '../../../src/training/fit.ts';
import { equal } from '../../support/balancers.ts';

const kind = reconstruction({ size: 2 });

describe('reconstruction', () => {
  it('has the loss of the inputs that are no known anomalies', () => {
    const outputs = tensor2d([1, 1, 0, 0, 3, 3], [3, 2]);
    const labels = tensor2d([1, 2, 0, 9, 9, 1, 3, 1, 0], [3, 3]); // Squares 1, 162, 4.
    expect(batchLoss(kind.loss, outputs, { labels }).dataSync()[0]).toBeCloseTo((1 / 2 + 4 / 2) / 2, 6);
    // The means 2 and 1.5 of the inputs that count; the loss is their variance, averaged.
    expect(kind.loss.constant?.([...labels.dataSync()], [...labels.dataSync()], kind.target)).toBeCloseTo(
      (1 + 0.25) / 2,
      12,
    );
  });

  it('is measured by how the errors order anomalies', () => {
    const metrics = new TaskMetrics({ name: 'odd', kind });
    // Errors ½, 2 and 8, of which the second is the anomaly.
    metrics.update({
      outputs: Float32Array.of(0, 0, 0, 0, 0, 0),
      labels: Float32Array.of(1, 0, 0, 2, 0, 1, 4, 0, 0),
      size: 3,
    });
    expect(metrics.compute()).toEqual({ auc: 0.5, 'pr-auc': 0.5 });
    expect(reconstructionError([0, 0], [1, 3])).toBe(5);
  });

  it('takes finite numbers with a mark, and refuses losses and metrics that do not fit', () => {
    const wanted = [
      [1, 2, 0],
      [1, 2, 0.5],
      [1, Number.NaN, 0],
    ].map((label) => kind.checkLabel(label) === undefined);
    expect(wanted).toEqual([true, false, false]);
    expect(() => reconstruction({ size: 2, loss: gaussian() })).toThrow('`loss` must be one with a single output');
    expect(() => reconstruction({ size: 2, metrics: [accuracy()] })).toThrow('accuracy: option `kind` must be');
    expect(() => reconstruction({ size: 0 })).toThrow('reconstruction: option `size` must be a whole number');
    const made = reconstruction({ size: 3, loss: huber() });
    expect(taskKindFromConfig(JSON.parse(JSON.stringify(made.config))).config).toEqual(made.config);
  });

  it('finds points away from the line that the others are near to, without having seen any', async () => {
    const part = (size: number, seed: number): Split => {
      const draw = random(seed);
      const x = new Float32Array(3 * size);
      const values = new Float32Array(4 * size);
      for (let row = 0; row < size; row += 1) {
        const [along, isOdd] = [draw.normal(), row % 10 === 0];
        const point = [along, -along, 2 * along].map((at) => at + (isOdd ? 1 : 0.1) * draw.normal());
        x.set(point, 3 * row);
        values.set([...point, Number(isOdd)], 4 * row);
      }
      return { size, inputs: { x }, labels: { odd: { values } } };
    };
    const dataset: Dataset = {
      name: 'line',
      inputs: { x: { shape: [3], dtype: 'float32' } },
      tasks: [{ name: 'odd', kind: reconstruction({ size: 3 }) }],
      splits: { train: part(500, 1), validation: part(300, 2) },
    };
    const { model } = await fit({
      dataset,
      balancer: equal,
      encoder: mlp({ hidden: [8, 2] }), // All that a head sees: one number above 0 for each side of the line.
      head: mlpHead({ hidden: [8] }),
      learningRate: 0.02,
      epochs: 25,
      batchSize: 50,
      engine: 'wasm',
    });
    expect((await model.evaluate(dataset.splits.validation)).metrics.odd?.auc).toBeGreaterThan(0.9);
    await model.dispose();
  });
});
