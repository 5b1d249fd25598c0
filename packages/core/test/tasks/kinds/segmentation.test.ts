import '@tensorflow/tfjs-backend-cpu';
import '@equipoise/compiler';

import { compile } from '@equipoise/compiler';
import { grad, type Tensor, tensor, tensor1d, tensor3d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import type { Dataset, Split } from '../../../src/data/dataset.ts';
import { uNet } from '../../../src/encoders/u-net.ts';
import { batchLoss } from '../../../src/losses/batch-loss.ts';
import { random } from '../../../src/random.ts';
import { multiclass } from '../../../src/tasks/kinds/multiclass.ts';
import { segmentation } from '../../../src/tasks/kinds/segmentation.ts';
import { fit } from '../../../src/training/fit.ts';
import { equal } from '../../support/balancers.ts';

const kind = segmentation({ classes: ['ground', 'road'], height: 1, width: 3 });
const three = Math.log(3);
/** Probabilities 1/4 and 3/4 of ground and road, at each of three pixels of two images. */
const logits = Array.from({ length: 2 }, () => [
  [0, three],
  [0, three],
  [0, three],
]).map((row) => [row]);
/** Two pixels with a label, and one. */
const labels = tensor3d([[[0, 1, -1]], [[1, -1, -1]]], undefined, 'int32');

describe('segmentation', () => {
  it('has the mean loss of all labelled pixels of a batch', () => {
    const loss = batchLoss(kind.loss, tensor(logits), { labels });
    expect(loss.dataSync()[0]).toBeCloseTo((Math.log(4) + 2 * Math.log(4 / 3)) / 3, 6);
    const masked = batchLoss(kind.loss, tensor(logits), { labels, mask: tensor1d([0, 1]) });
    expect(masked.dataSync()[0]).toBeCloseTo(Math.log(4 / 3), 6);
  });

  it('has the same loss and gradient in a compiled step', async () => {
    const step = (outputs: Tensor, truth: Tensor): Tensor[] => {
      const value = (at: Tensor): Tensor => batchLoss(kind.loss, at, { labels: truth });
      return [value(outputs), grad(value)(outputs)];
    };
    const given = [tensor(logits), labels] as const;
    const compiled = await compile(step, { engine: 'wasm' })(...given);
    step(...given).forEach((expected, index) => {
      const received = [...(compiled[index]?.dataSync() ?? [])];
      expect(received).toEqual([...expected.dataSync()].map((value) => expect.closeTo(value, 5)));
    });
  });

  it('predicts a mask', () => {
    expect(kind.decode([1, 0, 0, 1, 2, 2])).toEqual({
      height: 1,
      width: 3,
      mask: Int32Array.of(0, 1, 0),
      classes: ['ground', 'road'],
    });
  });

  it.each([
    ['the default encoder', undefined],
    ['uNet', uNet()],
  ])('finds squares beside a task of the whole image, by %s', async (_, encoder) => {
    const dataset = squares();
    const options = { balancer: equal, epochs: 8, batchSize: 16, learningRate: 0.01, ...(encoder && { encoder }) };
    const { model, history } = await fit({ dataset, ...options });
    const { metrics } = await model.evaluate(dataset.splits.validation);
    expect(model.graph.parameters.map(({ path }) => path)).toContain('heads/mask/kernel');
    expect(history.epochs).toHaveLength(8);
    // All ground: 3/4 of the pixels are right, mIoU 3/8.
    expect(metrics.mask?.['mean-iou']).toBeGreaterThan(0.9);
    expect(metrics.mask?.accuracy).toBeGreaterThan(0.95);
    expect(Object.keys(metrics.mask ?? {})[0]).toBe('mean-iou');
    expect(metrics.side?.accuracy).toBeGreaterThan(0.9);
    await model.dispose();
  });
});

/** Images of 8 × 8 with noise, and a brighter square of 4 × 4 at the left or the right. */
function squares(): Dataset {
  const stream = random(4);
  const split = (size: number): Split => {
    const [image, mask, side] = [new Float32Array(size * 64), new Int32Array(size * 64), new Int32Array(size)];
    for (let index = 0; index < size; index += 1) {
      const [top, right] = [stream.integer(5), stream.integer(2)];
      side[index] = right;
      for (let pixel = 0; pixel < 64; pixel += 1) {
        const [row, column] = [Math.floor(pixel / 8), pixel % 8];
        const inside = row >= top && row < top + 4 && Math.floor(column / 4) === right;
        mask[index * 64 + pixel] = inside ? 1 : 0;
        image[index * 64 + pixel] = (inside ? 1 : 0) + 0.4 * stream.normal();
      }
    }
    return { size, inputs: { image }, labels: { mask: { values: mask }, side: { values: side } } };
  };
  return {
    name: 'squares',
    inputs: { image: { shape: [8, 8, 1], dtype: 'float32' } },
    tasks: [
      { name: 'mask', kind: segmentation({ classes: ['ground', 'square'], height: 8, width: 8 }) },
      { name: 'side', kind: multiclass({ classes: ['left', 'right'] }) },
    ],
    splits: { train: split(128), validation: split(64) },
  };
}
