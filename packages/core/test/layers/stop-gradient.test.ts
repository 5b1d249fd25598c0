import '../support/graphs.ts';

import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';

import { stopGradient } from '../../src/layers/stop-gradient.ts';
import { Tape } from '../../src/training/tape.ts';

it('passes values and no gradient: x · stop(x) has the gradient x', () => {
  const x = tf.tensor1d([2, -3]);
  const { result, tape } = Tape.record(() => tf.mul(x, stopGradient(x)));
  expect([...result.dataSync()]).toEqual([4, 9]);
  expect([...(tape.vjp([result], [x])[0]?.dataSync() ?? [])]).toEqual([2, -3]);
  tape.dispose();
});

it('leaves nothing that depends on what it read', () => {
  const x = tf.scalar(2);
  const { result, tape } = Tape.record(() => tf.square(stopGradient(tf.exp(x))));
  expect(tape.depends(result, x)).toBe(false);
  expect(tape.vjp([result], [x])).toEqual([null]);
  tape.dispose();
});
