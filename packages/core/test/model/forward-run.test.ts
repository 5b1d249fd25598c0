import '@tensorflow/tfjs-backend-cpu';
import '@equipoise/compiler';

import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { constant } from '../../src/layers/initializers.ts';
import type { WeightRef } from '../../src/layers/layer.ts';
import { ForwardRun } from '../../src/model/forward-run.ts';
import { WeightList } from '../../src/model/weight-list.ts';

describe('ForwardRun', () => {
  const list = new WeightList();
  const buffer = (name: string): WeightRef => list.scope().weight(name, [2], constant(0), { trainable: false });
  const [first, second] = [buffer('first'), buffer('second')];
  const run = (): ForwardRun =>
    new ForwardRun(
      new Map([
        [first, tf.tensor1d([1, 2])],
        [second, tf.tensor1d([3, 4])],
      ]),
      true,
    );

  it('keeps buffers that no layer assigns', () => {
    tf.tidy(() => {
      const forward = run();
      expect(forward.buffersAfter(list.buffers)).toBeUndefined();
      forward.assign(second, tf.tensor1d([7, 8]));
      expect([...(forward.buffersAfter(list.buffers)?.dataSync() ?? [])]).toEqual([1, 2, 7, 8]);
    });
  });

  it('takes the mean of what a layer assigns that is called for each task', () => {
    tf.tidy(() => {
      const forward = run();
      forward.assign(first, tf.tensor1d([1, 5]));
      forward.assign(first, tf.tensor1d([3, 7]));
      expect([...(forward.buffersAfter(list.buffers)?.dataSync() ?? [])]).toEqual([2, 6, 3, 4]);
    });
  });
});
