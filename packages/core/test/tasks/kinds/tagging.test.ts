import '@tensorflow/tfjs-backend-cpu';
import '@equipoise/compiler';

import { compile } from '@equipoise/compiler';
import { grad, type Tensor, tensor1d, tensor2d, tensor3d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { batchLoss } from '../../../src/losses/batch-loss.ts';
import { softmaxCrossEntropy } from '../../../src/losses/softmax-cross-entropy.ts';
import { TaskMetrics } from '../../../src/metrics/task-metrics.ts';
import { WeightList } from '../../../src/model/weight-list.ts';
import { tagging } from '../../../src/tasks/kinds/tagging.ts';

const kind = tagging({ tags: ['noun', 'verb', 'other'], length: 3 });
const [two, five] = [Math.log(2), Math.log(5)];
/** Probabilities 1/8, 2/8 and 5/8 of the three tags, at each token. */
const logits = [
  [
    [0, two, five],
    [0, two, five],
    [0, two, five],
  ],
  [
    [0, two, five],
    [0, two, five],
    [0, two, five],
  ],
];
/** Two tags, and one. */
const labels = [
  [0, 2, -1],
  [1, -1, -1],
];

describe('tagging', () => {
  it('has the mean loss of all tags of a batch, without padding', () => {
    const loss = batchLoss(kind.loss, tensor3d(logits), { labels: tensor2d(labels, undefined, 'int32') });
    expect(loss.dataSync()[0]).toBeCloseTo((Math.log(8) + Math.log(8 / 5) + Math.log(4)) / 3, 5);
  });

  it('has a loss of 0 and no gradient for a batch without tags', () => {
    const none = tensor2d([[-1, -1, -1]], undefined, 'int32');
    const value = (outputs: Tensor) => batchLoss(kind.loss, outputs, { labels: none });
    expect(value(tensor3d(logits.slice(0, 1))).dataSync()[0]).toBe(0);
    expect([...grad(value)(tensor3d(logits.slice(0, 1))).dataSync()].every((each) => each === 0)).toBe(true);
  });

  it('leaves out examples that are masked', () => {
    const loss = batchLoss(kind.loss, tensor3d(logits), {
      labels: tensor2d(labels, undefined, 'int32'),
      mask: tensor1d([0, 1]),
    });
    expect(loss.dataSync()[0]).toBeCloseTo(Math.log(4), 5);
  });

  it('weighs tags by class, as balanced weights of the training tags', () => {
    const { loss } = tagging({ tags: 3, length: 3, loss: softmaxCrossEntropy({ classWeights: [1, 2, 4] }) });
    const value = batchLoss(loss, tensor3d(logits), { labels: tensor2d(labels, undefined, 'int32') });
    expect(value.dataSync()[0]).toBeCloseTo((Math.log(8) + 4 * Math.log(8 / 5) + 2 * Math.log(4)) / 7, 5);
    const balanced = tagging({ tags: 2, length: 4, loss: softmaxCrossEntropy({ classWeights: 'balanced' }) });
    // n / (K n_c) of 4 tags: 4/(2·3), 4/(2·1).
    const fitted = balanced.loss.fitted?.([0, 0, -1, -1, 0, 1, -1, -1], balanced.target);
    expect(fitted?.config.options.classWeights).toEqual([2 / 3, 2]);
  });

  it('has the same loss and gradient in a compiled step', async () => {
    const step = (outputs: Tensor, truth: Tensor) => {
      const value = (at: Tensor) => batchLoss(kind.loss, at, { labels: truth });
      return [value(outputs), grad(value)(outputs)];
    };
    const given = [tensor3d(logits), tensor2d(labels, undefined, 'int32')] as const;
    const compiled = await compile(step, { engine: 'wasm' })(...given);
    step(...given).forEach((expected, index) => {
      const received = [...(compiled[index]?.dataSync() ?? [])];
      expect(received).toEqual([...expected.dataSync()].map((value) => expect.closeTo(value, 5)));
    });
  });

  it('counts tags in metrics, not padding', () => {
    const metrics = new TaskMetrics({ name: 'words', kind });
    metrics.update({ outputs: Float32Array.from(logits.flat(2)), labels: Int32Array.from(labels.flat()), size: 2 });
    // Decided 2 for the tags 0, 2, 1: F1 of 2 is 2·1/(3 + 1), of the others 0.
    expect(metrics.compute()).toEqual({ accuracy: 1 / 3, 'macro-f1': expect.closeTo(0.5 / 3, 12) });
  });

  it('compares its loss with the frequencies of tags', () => {
    const frequencies = softmaxCrossEntropy().constant?.([0, 2, 1], [0, 2], kind.target);
    expect(kind.loss.constant?.([0, 2, -1, 1, -1, -1], [0, 2, -1], kind.target)).toBe(frequencies);
  });

  it('has a dense head over the features of each token', () => {
    const list = new WeightList();
    const built = kind.head?.build({ shape: [3, 2], dtype: 'float32' }, list.scope());
    expect(list.parameters.map(({ path, shape }) => [path, shape])).toEqual([
      ['kernel', [2, 3]],
      ['bias', [3]],
    ]);
    expect(built?.output.shape).toEqual(kind.outputs.shape);
  });

  it('rejects labels of another shape', () => {
    expect(() => kind.loss.call(tensor3d(logits), tensor1d([0, 1], 'int32'))).toThrow(
      'tagging: the labels must have the shape [2,3], received [2].',
    );
  });
});
