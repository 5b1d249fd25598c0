import '@tensorflow/tfjs-backend-cpu';
import '@equipoise/compiler';

import { readFileSync } from 'node:fs';

import { compile } from '@equipoise/compiler';
import { grad, type Tensor, tensor, tensor1d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import type { Dataset, Split } from '../../../src/data/dataset.ts';
import { batchLoss } from '../../../src/losses/batch-loss.ts';
import { cosineDistance } from '../../../src/losses/cosine-distance.ts';
import { gaussian } from '../../../src/losses/gaussian.ts';
import { poisson } from '../../../src/losses/poisson.ts';
import { meanAngle } from '../../../src/metrics/mean-angle.ts';
import { random } from '../../../src/random.ts';
import { denseRegression } from '../../../src/tasks/kinds/dense-regression.ts';
import { taskKindFromConfig } from '../../../src/tasks/kinds/registry.ts';
import type { TaskKind } from '../../../src/tasks/task-kind.ts';
import { fit } from '../../../src/training/fit.ts';
import { equal } from '../../support/balancers.ts';

const nothing = Number.NaN;
const depth = denseRegression({ height: 1, width: 3, missing: 'zero' });
const flow = denseRegression({ height: 1, width: 3, targets: ['x', 'y'] });

describe('dense regression', () => {
  it('has the mean loss of all labelled pixels of a batch', () => {
    const outputs = tensor([1, 2, 3, 4, 5, 6], [2, 1, 3, 1]);
    const labels = tensor([3, 0, 2, 0, nothing, 10], [2, 1, 3, 1]);
    const loss = batchLoss(depth.loss, outputs, { labels });
    expect(loss.dataSync()[0]).toBeCloseTo((2 + 1 + 4) / 3, 6);
    const masked = batchLoss(depth.loss, outputs, { labels, mask: tensor1d([0, 1]) });
    expect(masked.dataSync()[0]).toBeCloseTo(4, 6);
  });

  it('takes zeros as labels, and leaves out pixels with a NaN, unless told otherwise', () => {
    const outputs = tensor([1, 1, 1, 1, 1, 1], [1, 1, 3, 2]);
    const labels = tensor([0, 0, nothing, 5, 3, 1], [1, 1, 3, 2]);
    expect(batchLoss(flow.loss, outputs, { labels }).dataSync()[0]).toBeCloseTo((1 + 1) / 2, 6);
    const columns = flow.numbers?.({
      outputs: new Float32Array(6).fill(1),
      labels: Float32Array.of(0, 0, nothing, 5, 3, 1),
      size: 1,
    });
    expect(columns?.map((column) => [...column.labels])).toEqual([
      [0, 3],
      [0, 1],
    ]);
  });

  it('has the loss of surface normals that LibMTL has', () => {
    const written = readFileSync(new URL('../../fixtures/dense.json', import.meta.url), 'utf8');
    const { images, height, width, cases } = JSON.parse(written) as {
      readonly images: number;
      readonly height: number;
      readonly width: number;
      readonly cases: Record<string, { outputs: number[]; labels: number[]; loss?: number }>;
    };
    const kind = denseRegression({ targets: 3, height, width, missing: 'zero', loss: cosineDistance() });
    const shape = [images, height, width, 3];
    for (const name of ['normals', 'normals of another length']) {
      const { outputs = [], labels = [], loss = nothing } = cases[name] ?? {};
      const value = batchLoss(kind.loss, tensor(outputs, shape), { labels: tensor(labels, shape) });
      expect(value.dataSync()[0]).toBeCloseTo(loss, 5);
    }
  });

  it.each([
    ['depth', depth, 1, [3, 0, 2, 0, nothing, 10]],
    ['two numbers', flow, 2, [0, 0, nothing, 5, 3, 1, nothing, nothing, 1, -2, 4, 4]],
    [
      'deviations',
      denseRegression({ height: 1, width: 3, missing: 'zero', loss: gaussian() }),
      1,
      [3, 0, 2, 0, nothing, 10],
    ],
    [
      'directions',
      denseRegression({ height: 1, width: 3, targets: 2, missing: 'zero', loss: cosineDistance() }),
      2,
      [0, 0, nothing, 5, 3, 1, nothing, nothing, 1, -2, 4, 4],
    ],
  ] as const)('has the same loss and gradient in a compiled step: %s', async (_, kind: TaskKind, count, labels) => {
    const size = [2, ...kind.outputs.shape];
    const outputs = tensor(
      Array.from({ length: size.reduce((a, b) => a * b) }, (__, index) => Math.sin(index + 1)),
      size,
    );
    const step = (given: Tensor, truth: Tensor): Tensor[] => {
      const value = (at: Tensor): Tensor => batchLoss(kind.loss, at, { labels: truth });
      return [value(given), grad(value)(given)];
    };
    const given = [outputs, tensor([...labels], [2, 1, 3, count])] as const;
    const compiled = await compile(step, { engine: 'wasm' })(...given);
    step(...given).forEach((expected, index) => {
      const received = [...(compiled[index]?.dataSync() ?? [])];
      expect(received.every(Number.isFinite)).toBe(true);
      expect(received).toEqual([...expected.dataSync()].map((value) => expect.closeTo(value, 5)));
    });
  });

  it('has no gradient at pixels without a label', () => {
    const labels = tensor([0, 0, 1, 2, nothing, 5], [1, 1, 3, 2]);
    const kind = denseRegression({ height: 1, width: 3, targets: 2, missing: 'zero', loss: cosineDistance() });
    const value = (at: Tensor): Tensor => batchLoss(kind.loss, at, { labels });
    const slopes = [...grad(value)(tensor([1, 2, 3, 1, 5, 2], [1, 1, 3, 2])).dataSync()];
    expect(slopes.map((slope) => slope !== 0)).toEqual([false, false, true, true, false, false]);
    expect(value(tensor([1, 2, 3, 1, 5, 2], [1, 1, 3, 2])).dataSync()[0]).toBeCloseTo(1 - 1 / Math.SQRT2, 6);
  });

  it('knows the loss of the best constant, over labelled pixels', () => {
    // Median 3 of 1, 3 and 8; then |3 − 3| and |9 − 3|.
    expect(depth.loss.constant?.([1, 0, 3, 0, 8, 0], [3, 0, 9], depth.target)).toBe(3);
  });

  it('predicts numbers of pixels', () => {
    expect(flow.decode([1, 2, 3, 4, 5, 6])).toEqual({
      height: 1,
      width: 3,
      targets: ['x', 'y'],
      values: Float32Array.of(1, 2, 3, 4, 5, 6),
    });
    const counts = denseRegression({ height: 1, width: 2, loss: poisson() });
    expect([...counts.decode([0, Math.log(4)]).values]).toEqual([1, expect.closeTo(4, 5)]);
  });

  it('refuses labels that are no numbers, but takes those of pixels without one', () => {
    expect(depth.checkLabel([1, nothing, 0])).toBeUndefined();
    expect(depth.checkLabel([1, Number.POSITIVE_INFINITY, 0])).toBe('finite numbers, or NaN where a pixel has none');
    const counts = denseRegression({ height: 1, width: 3, loss: poisson() });
    expect(counts.checkLabel([0, nothing, 2])).toBeUndefined();
    expect(counts.checkLabel([0, nothing, -2])).toBe('a number of at least 0');
  });

  it('refuses what does not fit in one sentence', () => {
    expect(() => denseRegression({ height: 2, width: 2, loss: cosineDistance() })).toThrow(
      'dense-regression: option `loss` must be one of a single number, as cosine-distance needs at least 2',
    );
    expect(() => denseRegression({ height: 2 } as never)).toThrow('dense-regression: option `width` must be');
    expect(() => denseRegression({ height: 2, width: 2, missing: 'none' as never })).toThrow('nan');
    const labels = tensor([1, 2, 3], [1, 1, 3]);
    expect(() => batchLoss(depth.loss, tensor([1, 2, 3], [1, 1, 3, 1]), { labels })).toThrow(
      'dense-regression: the labels must have the shape [1,1,3,1], received [1,1,3].',
    );
  });

  it('can be made again from its config', () => {
    const kind = denseRegression({ height: 2, width: 3, targets: ['x', 'y'], missing: 'zero', loss: cosineDistance() });
    expect(taskKindFromConfig(JSON.parse(JSON.stringify(kind.config))).config).toEqual(kind.config);
  });

  it('finds how deep and which way the ground is, with a fifth of the pixels unknown', async () => {
    const dataset = slopes();
    const { model } = await fit({ dataset, balancer: equal, epochs: 12, batchSize: 16, learningRate: 0.01 });
    const { metrics } = await model.evaluate(dataset.splits.validation);
    expect(model.graph.parameters.map(({ path }) => path)).toContain('heads/normal/kernel');
    expect(Object.keys(metrics.depth ?? {})).toEqual(['mae', 'mape']);
    // The best constant: 0.5 of a depth from 1 to 3; 45° between two directions.
    expect(metrics.depth?.mae).toBeLessThan(0.15);
    expect(metrics.normal?.['mean-angle']).toBeLessThan(10);
    await model.dispose();
  });
});

/** Images whose brightness is the depth of half of the image, the sign of whose green is the way that it faces. */
function slopes(): Dataset {
  const stream = random(4);
  const split = (size: number): Split => {
    const [image, far, way] = [2, 1, 2].map((each) => new Float32Array(size * 64 * each)) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    for (let index = 0; index < size * 64; index += 1) {
      if (index % 8 === 0) [image[2 * index], image[2 * index + 1]] = [stream.next() * 2 - 1, stream.integer(2)];
      else image.copyWithin(2 * index, 2 * index - 2, 2 * index);
      const [light = 0, right = 0] = image.subarray(2 * index);
      if (stream.next() < 0.2) {
        way.fill(nothing, 2 * index, 2 * index + 2);
        continue;
      }
      far[index] = 2 + light;
      way.set(right === 1 ? [1, 0] : [0, 1], 2 * index);
    }
    return { size, inputs: { image }, labels: { depth: { values: far }, normal: { values: way } } };
  };
  const side = { height: 8, width: 8 };
  const normal = denseRegression({ ...side, targets: ['x', 'y'], loss: cosineDistance(), metrics: [meanAngle()] });
  return {
    name: 'slopes',
    inputs: { image: { shape: [8, 8, 2], dtype: 'float32' } },
    tasks: [
      { name: 'depth', kind: denseRegression({ ...side, missing: 'zero' }) },
      { name: 'normal', kind: normal },
    ],
    splits: { train: split(128), validation: split(64) },
  };
}
