import type { Scalar, Tensor, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { floats, ints, tensorOf } from '../conformance-case.ts';
import type { WholeModel } from './whole-model.ts';

const [batch, places, width, heads, words, classes] = [3, 7, 8, 2, 11, 4];

/** One block of a transformer's encoder, between an embedding and a classification of every place; some places are empty. */
export function transformer(): WholeModel {
  const variables: Variable[] = [];
  const variable = (shape: number[], range: readonly [number, number] = [-0.4, 0.4]): Variable => {
    const made = tf.variable(tensorOf(floats(shape, range, variables.length)));
    variables.push(made);
    return made;
  };
  const embedding = variable([words, width], [-1, 1]);
  const positions = variable([places, width], [-1, 1]);
  const dense = (from: number, to: number) => {
    const [weights, bias] = [variable([from, to]), variable([to])];
    return (x: Tensor): Tensor => {
      const flat = tf.reshape<tf.Rank.R2>(x, [-1, from]);
      return tf.reshape(tf.add(tf.matMul(flat, weights as Tensor as Tensor2D), bias), [...x.shape.slice(0, -1), to]);
    };
  };
  const normal = () => {
    const [scale, offset] = [variable([width], [0.8, 1.2]), variable([width])];
    return (x: Tensor): Tensor => {
      const { mean, variance } = tf.moments(x, -1, true);
      return tf.add(tf.mul(tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-3))), scale), offset);
    };
  };
  // A bias of the keys would move all scores of a position equally: its gradient is 0 but for rounding, which Adam enlarges.
  const key = variable([width, width]);
  const [query, value, joined] = [dense(width, width), dense(width, width), dense(width, width)];
  const [before, after] = [normal(), normal()];
  const [inner, outer, output] = [dense(width, 2 * width), dense(2 * width, width), dense(width, classes)];

  const split = (x: Tensor): Tensor => tf.transpose(tf.reshape(x, [batch, places, heads, width / heads]), [0, 2, 1, 3]);
  const attend = (x: Tensor, ids: Tensor): Tensor => {
    const keys = tf.reshape(tf.matMul(tf.reshape<tf.Rank.R2>(x, [-1, width]), key as Tensor as Tensor2D), x.shape);
    const scores = tf.mul(tf.matMul(split(query(x)), split(keys), false, true), 1 / Math.sqrt(width / heads));
    const empty = tf.reshape(tf.equal(ids, tf.scalar(0, 'int32')), [batch, 1, 1, places]);
    const shares = tf.softmax(tf.add(scores, tf.mul(tf.cast(empty, 'float32'), -1e9)));
    const mixed = tf.transpose(tf.matMul(shares, split(value(x))), [0, 2, 1, 3]);
    return joined(tf.reshape(mixed, [batch, places, width]));
  };
  const gelu = (x: Tensor): Tensor => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1));

  return {
    trained: variables,
    variables,
    loss: (ids, labels) => {
      const x = tf.add(tf.gather(embedding, ids), positions);
      const attended = tf.add(x, attend(before(x), ids));
      const logits = output(tf.add(attended, outer(gelu(inner(after(attended))))));
      const losses = tf.neg(tf.sum(tf.mul(tf.oneHot(labels, classes), tf.logSoftmax(logits)), -1));
      const present = tf.cast(tf.notEqual(ids, tf.scalar(0, 'int32')), 'float32');
      return tf.div<Scalar>(tf.sum(tf.mul(losses, present)), tf.sum(present));
    },
    batch: (seed) => [tensorOf(ints([batch, places], words, seed)), tensorOf(ints([batch, places], classes, seed + 9))],
  };
}
