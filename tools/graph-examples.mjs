// Small functions whose graphs show what each pass of the compiler does: for tools/dump-graph.mjs and INTERNALS.md.
import { hostCallback } from '@equipoise/compiler';
import * as tf from '@tensorflow/tfjs-core';

const zeros = (...shape) => ({ data: new Float32Array(shape.reduce((size, length) => size * length, 1)), shape });

/** Each example by its name: makes a function and its arguments. */
export const examples = {
  'two-losses': () => [
    (x, w) => {
      const features = () => tf.relu(tf.matMul(x, w));
      return [tf.mean(features()), tf.mean(tf.square(features()))];
    },
    [zeros(8, 3), zeros(3, 4)],
  ],
  'three-heads': () => [
    (x, ...heads) => heads.map((head) => tf.mean(tf.square(tf.matMul(x, head)))),
    [zeros(8, 4), zeros(4, 2), zeros(4, 2), zeros(4, 2)],
  ],
  momentum: () => {
    const [weights, velocity] = [tf.variable(tf.zeros([12])), tf.variable(tf.zeros([12]))];
    const step = (gradient) => {
      velocity.assign(tf.add(tf.mul(velocity, 0.9), gradient));
      weights.assign(tf.sub(weights, tf.mul(velocity, 0.01)));
    };
    return [step, [zeros(12)]];
  },
  'host-callback': () => [
    (x, w) => {
      const hidden = tf.matMul(x, w);
      const positive = tf.relu(hidden);
      const scale = hostCallback([tf.sum(positive)], { shape: [] }, ({ data: [sum = 0] }) => [1 / (1 + sum)]);
      return tf.mul(positive, scale);
    },
    [zeros(8, 4), zeros(4, 4)],
  ],
  convolution: () => [
    (x, filters, bias) => tf.relu(tf.add(tf.conv2d(x, filters, 1, 'same'), bias)),
    [zeros(2, 40, 40, 16), zeros(3, 3, 16, 32), zeros(32)],
  ],
  dense: () => [(x, w, b) => tf.mul(tf.sigmoid(tf.add(tf.matMul(x, w), b)), 2), [zeros(8, 4), zeros(4, 3), zeros(3)]],
};
