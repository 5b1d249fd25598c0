import '@tensorflow/tfjs-backend-cpu';
import '@equipoise/compiler';

import { abs, div, maximum, mean, sub, type Tensor1D, tensor2d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import type { Split } from '../../src/data/dataset.ts';
import { batchLoss } from '../../src/losses/batch-loss.ts';
import type { Loss } from '../../src/losses/loss.ts';
import { lossFromConfig } from '../../src/losses/registry.ts';
import type { Metric } from '../../src/metrics/metric.ts';
import { mae } from '../../src/metrics/mae.ts';
import { TaskMetrics } from '../../src/metrics/task-metrics.ts';
import { random } from '../../src/random.ts';
import { checkTask } from '../../src/tasks/check-task.ts';
import { taskKindFromConfig } from '../../src/tasks/kinds/registry.ts';
import { regression } from '../../src/tasks/kinds/regression.ts';
import type { TaskKind } from '../../src/tasks/task-kind.ts';
import { fit } from '../../src/training/fit.ts';
import { equal } from '../support/balancers.ts';

/** A loss: the error as a share of the target. */
function relativeError({ least = 1 } = {}): Loss {
  return {
    name: 'relative-error',
    form: 'numbers',
    config: { kind: 'loss', name: 'relative-error', options: { least } },
    call: (outputs, labels) => mean<Tensor1D>(div(abs(sub(outputs, labels)), maximum(abs(labels), least)), 1),
  };
}

/** A metric: the share of predictions within a distance of the truth. */
function within({ distance = 1 } = {}): Metric {
  return {
    name: 'within',
    mode: 'max',
    config: { kind: 'metric', name: 'within', options: { distance } },
    create(kind) {
      let [hits, count] = [0, 0];
      return {
        update(batch) {
          for (const { outputs, labels } of kind.numbers?.(batch) ?? []) {
            hits += outputs.filter((output, index) => Math.abs(output - (labels[index] ?? NaN)) <= distance).length;
            count += outputs.length;
          }
        },
        compute: () => hits / count,
      };
    },
  };
}

/** A kind: an angle in degrees, predicted as a point on the circle. */
function angle({ metrics = [mae()] as readonly Metric[], loss = relativeError() } = {}): TaskKind<number> {
  const degrees = (point: ArrayLike<number>) => (Math.atan2(point[1] ?? NaN, point[0] ?? NaN) * 180) / Math.PI;
  const all = (points: Float32Array | Int32Array) =>
    Float64Array.from({ length: points.length / 2 }, (_, index) => degrees(points.subarray(2 * index)));
  return {
    name: 'angle',
    config: { kind: 'task-kind', name: 'angle', options: { loss: loss.config, metrics: metrics.map((m) => m.config) } },
    outputs: { shape: [2], dtype: 'float32' },
    labels: { shape: [2], dtype: 'float32' },
    target: { form: 'numbers', count: 2 },
    loss,
    metrics,
    checkLabel: ([x = 0, y = 0]: ArrayLike<number> & Iterable<number>) =>
      Math.abs(Math.hypot(x, y) - 1) < 1e-3 ? undefined : 'a point on the circle',
    decode: degrees,
    numbers: ({ outputs, labels }) => [{ outputs: all(outputs), labels: all(labels) }],
  };
}

const batch = { outputs: Float32Array.of(1, 0, 0, 2), labels: Float32Array.of(1, 0, 1, 0), size: 2 };

describe('own parts', () => {
  it('an own loss is minimised as those of equipoise are', () => {
    const kind = regression({ loss: relativeError({ least: 2 }) });
    const value = batchLoss(kind.loss, tensor2d([[8], [1]]), { labels: tensor2d([[10], [0]]) });
    expect(value.dataSync()[0]).toBeCloseTo((0.2 + 0.5) / 2, 6);
  });

  it('an own metric is measured beside those of equipoise', () => {
    const kind = regression({ targets: 2, metrics: [mae(), within()] });
    const measured = new TaskMetrics({ name: 'size', kind });
    measured.update(batch);
    expect(measured.compute()).toEqual({ mae: 0.75, within: 0.75 });
  });

  it('an own kind has predictions, metrics and checks', () => {
    const kind = angle();
    checkTask({ name: 'wind', kind });
    expect(kind.decode([0, 3])).toBe(90);
    expect(kind.checkLabel([1, 1])).toBe('a point on the circle');
    const measured = new TaskMetrics({ name: 'wind', kind });
    measured.update(batch);
    expect(measured.compute()).toEqual({ mae: 45 });
  });

  it('are trained beside those of equipoise', async () => {
    const draw = random(1);
    const degrees = Array.from({ length: 96 }, () => draw.next() * 2 - 1);
    const splitOf = (some: readonly number[]): Split => ({
      size: some.length,
      inputs: { x: Float32Array.from(some) },
      labels: {
        wind: { values: Float32Array.from(some.flatMap((x) => [Math.cos(x), Math.sin(x)])) },
        price: { values: Float32Array.from(some, (x) => 10 + 3 * x) },
      },
    });
    const { model } = await fit({
      dataset: {
        name: 'angles',
        inputs: { x: { shape: [1], dtype: 'float32' } },
        tasks: [
          { name: 'wind', kind: angle() },
          { name: 'price', kind: regression({ loss: relativeError(), metrics: [within()] }) },
        ],
        splits: { train: splitOf(degrees.slice(0, 64)), validation: splitOf(degrees.slice(64)) },
      },
      balancer: equal,
      learningRate: 0.02,
      epochs: 30,
      batchSize: 16,
      engine: 'wasm',
    });
    const { metrics } = await model.evaluate(splitOf(degrees.slice(64)));
    expect(metrics.wind?.mae).toBeLessThan(10);
    expect(metrics.price?.within).toBe(1);
    await model.dispose();
  });

  it('are made again from their configs', () => {
    const own = {
      losses: { 'relative-error': relativeError },
      metrics: { within },
      taskKinds: { angle },
    };
    expect(lossFromConfig(relativeError({ least: 3 }).config, own.losses).config.options).toEqual({ least: 3 });
    for (const kind of [
      regression({ loss: relativeError(), metrics: [within({ distance: 2 })] }),
      angle({ metrics: [within()] }),
    ]) {
      expect(taskKindFromConfig(JSON.parse(JSON.stringify(kind.config)), own).config).toEqual(kind.config);
    }
    expect(() => taskKindFromConfig(angle().config)).toThrow('task-kind: option `name` must be one of binary');
  });
});
