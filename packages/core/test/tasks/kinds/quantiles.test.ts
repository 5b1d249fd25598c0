import '@tensorflow/tfjs-backend-cpu';
import '@equipoise/compiler';

import { tensor2d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import type { Dataset, Split } from '../../../src/data/dataset.ts';
import { mlp } from '../../../src/encoders/mlp.ts';
import { meanAbsoluteError } from '../../../src/losses/mean-absolute-error.ts';
import { quantile } from '../../../src/losses/quantile.ts';
import { TaskMetrics } from '../../../src/metrics/task-metrics.ts';
import { random } from '../../../src/random.ts';
import { quantiles } from '../../../src/tasks/kinds/quantiles.ts';
import { taskKindFromConfig } from '../../../src/tasks/kinds/registry.ts';
import { fit } from '../../../src/training/fit.ts';
import { equal } from '../../support/balancers.ts';

const scales = [{ mean: 100, deviation: 20 }];

/** Normal numbers around x, of the deviation 1. */
function noisy(size: number, seed: number): Split {
  const draw = random(seed);
  const inputs = Float32Array.from({ length: size }, () => 2 * draw.next() - 1);
  return { size, inputs: { x: inputs }, labels: { y: { values: inputs.map((x) => x + draw.normal()) } } };
}

describe('quantiles', () => {
  it('puts quantiles that cross in order, by tensor operations as well', () => {
    const kind = quantiles({ scales, q: [0.1, 0.25, 0.5, 0.9] });
    const crossed = [1, 0.5, -1, 2];
    expect(kind.decode(crossed)).toEqual({ value: 120, quantiles: { 0.1: 80, 0.25: 110, 0.5: 120, 0.9: 140 } });
    const decoded = ['value', 'quantiles'].flatMap((name) => [
      ...(kind.decoded?.[name]?.call(tensor2d([crossed])).dataSync() ?? []),
    ]);
    expect(decoded).toEqual([120, 80, 110, 120, 140]);
  });

  it('measures intervals in the unit of the target', () => {
    const metrics = new TaskMetrics({ name: 'price', kind: quantiles({ scales }) });
    // From 80 to 120 of 90, 120 and 130.
    const outputs = Float32Array.of(-1, 0, 1, -1, 0, 1, 1, 0, -1);
    metrics.update({ outputs, labels: Float32Array.of(-0.5, 1, 1.5), size: 3 });
    const { coverage, 'coverage-error': error, mae } = metrics.compute();
    expect([coverage, error, mae]).toEqual([2 / 3, expect.closeTo(0.8 - 2 / 3, 12), 20]);
  });

  it('takes no loss of other quantiles', () => {
    expect(quantiles({ q: [0.5], loss: quantile({ q: [0.5] }) }).outputs.shape).toEqual([1]);
    expect(() => quantiles({ loss: meanAbsoluteError() })).toThrow(
      'quantiles: option `loss` must be quantile({ q: [0.1, 0.5, 0.9] })',
    );
    expect(() => quantiles({ q: [0.9, 0.1] })).toThrow('option `q` must be a list of ascending');
  });

  it('is made again from its config', () => {
    const kind = quantiles({ q: [0.2, 0.8], scales });
    const again = taskKindFromConfig(JSON.parse(JSON.stringify(kind.config)));
    expect([again.config, again.decode([0, 1])]).toEqual([kind.config, kind.decode([0, 1])]);
  });

  it('is learnt: intervals hold the share that they are made for', async () => {
    const dataset: Dataset = {
      name: 'noisy',
      inputs: { x: { shape: [1], dtype: 'float32' } },
      tasks: [{ name: 'y', kind: quantiles() }],
      splits: { train: noisy(2048, 1), validation: noisy(2048, 2) },
    };
    const { model } = await fit({
      dataset,
      balancer: equal,
      encoder: mlp({ hidden: [16] }),
      learningRate: 0.01,
      epochs: 15,
      batchSize: 64,
      engine: 'wasm',
    });
    const { y = {} } = (await model.evaluate(dataset.splits.validation)).metrics;
    expect(y['coverage-error']).toBeLessThan(0.04);
    // Of a normal distribution: q-quantiles cost φ(Φ⁻¹(q)), 0.1755, 0.3989 and 0.1755.
    expect(y.pinball).toBeCloseTo(0.25, 1);
    await model.dispose();
  });
});
