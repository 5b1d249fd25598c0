import '@tensorflow/tfjs-backend-cpu';
import '@equipoise/compiler';

import { tensor2d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { binary } from '../../../src/tasks/kinds/binary.ts';
import { count } from '../../../src/tasks/kinds/count.ts';
import { taskKindFromConfig } from '../../../src/tasks/kinds/registry.ts';
import { accuracy } from '../../../src/metrics/accuracy.ts';
import { coverage } from '../../../src/metrics/coverage.ts';
import { negativeBinomial } from '../../../src/losses/negative-binomial.ts';
import { poisson } from '../../../src/losses/poisson.ts';
import { TaskMetrics } from '../../../src/metrics/task-metrics.ts';

describe('count', () => {
  it('predicts the mean of which the outputs are logarithms', () => {
    expect(count().decode([Math.log(4)])).toBeCloseTo(4, 12);
    expect(count({ targets: ['casual', 'registered'] }).decode([0, Math.log(3)])).toEqual({
      casual: 1,
      registered: expect.closeTo(3, 12),
    });
  });

  it('predicts the dispersion where the loss does, by tensor operations as well', () => {
    const kind = count({ loss: negativeBinomial() });
    expect(kind.outputs.shape).toEqual([2]);
    expect(kind.decode([Math.log(4), Math.log(0.5)])).toEqual({
      value: expect.closeTo(4, 12),
      dispersion: expect.closeTo(0.5, 12),
    });
    const outputs = tensor2d([[Math.log(4), Math.log(0.5)]]);
    const decoded = ['value', 'dispersion'].map((name) => kind.decoded?.[name]?.call(outputs).dataSync()[0]);
    expect(decoded).toEqual([expect.closeTo(4, 5), expect.closeTo(0.5, 5)]);
    expect(count({ loss: negativeBinomial({ dispersion: 2 }) }).decode([0])).toBe(1);
  });

  it('is measured by the predicted mean', () => {
    const metrics = new TaskMetrics({ name: 'visits', kind: count() });
    metrics.update({ outputs: Float32Array.of(0, Math.log(2)), labels: Float32Array.of(0, 2), size: 2 });
    // 2 (1 − 0) for the mean 1 of no visit, 0 for 2 of 2.
    expect(metrics.compute()).toEqual({
      'poisson-deviance': expect.closeTo(1, 6),
      mae: expect.closeTo(0.5, 6),
      rmse: expect.closeTo(Math.SQRT1_2, 6),
    });
  });

  it('takes whole numbers of at least 0 only', () => {
    expect(count().checkLabel([3])).toBeUndefined();
    for (const wrong of [-1, 0.5, Number.NaN, Infinity])
      expect(count().checkLabel([wrong])).toBe('a whole number of at least 0');
  });

  it('refuses metrics and losses that do not fit', () => {
    expect(() => count({ metrics: [accuracy()] })).toThrow('accuracy: option `kind` must be a kind of task with');
    expect(() => count({ metrics: [coverage()] })).toThrow(
      'coverage: option `kind` must be a kind of task with quantiles',
    );
    expect(() => count({ loss: binary().loss })).toThrow('option `loss` must be a loss of numbers');
    expect(() => negativeBinomial({ dispersion: 0 })).toThrow('option `dispersion` must be a number above 0');
  });

  it('is made again from its config', () => {
    const kind = count({ targets: 2, loss: negativeBinomial({ dispersion: 0.5 }) });
    const again = taskKindFromConfig(JSON.parse(JSON.stringify(kind.config)));
    expect([again.config, again.decode([0, 0])]).toEqual([kind.config, { 0: 1, 1: 1 }]);
  });
});

describe('negative-binomial', () => {
  it('is the Poisson likelihood as the dispersion nears 0, for counts from 0 to 10,000', () => {
    const counts = [0, 1, 7, 100, 10_000];
    const outputs = tensor2d(counts.map((label) => [Math.log(label + 1) + 0.1]));
    const labels = tensor2d(counts.map((label) => [label]));
    const [near, limit] = [negativeBinomial({ dispersion: 1e-9 }), poisson()].map((loss) =>
      Array.from(loss.call(outputs, labels).dataSync()),
    );
    // poisson() is in units of the best prediction: log y! − y log y + y apart, Stirling's remainder ½ log 2πy + 1/12y.
    counts.forEach((label, index) => {
      const apart = label === 0 ? 0 : label < 2 ? 1 : 0.5 * Math.log(2 * Math.PI * label) + 1 / (12 * label);
      expect((near?.[index] ?? Number.NaN) - apart).toBeCloseTo(limit?.[index] ?? Number.NaN, 2);
    });
  });
});
