import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { compile, type Engine } from '../../src/index.ts';

const engines: readonly Engine[] = ['native', 'wasm', 'eager'];

/** A function of one number, its second derivative at a number, worked out by hand. */
interface Example {
  readonly name: string;
  readonly f: (x: Tensor) => Tensor;
  readonly at: number;
  readonly second: number;
}

const x = 0.3;
const sigmoid = 1 / (1 + Math.exp(-x));
const tanh = Math.tanh(x);

const examples: readonly Example[] = [
  { name: 'x · eˣ', f: (v) => tf.mul(v, tf.exp(v)), at: x, second: (2 + x) * Math.exp(x) },
  { name: 'exp', f: tf.exp, at: x, second: Math.exp(x) },
  { name: 'tanh', f: tf.tanh, at: x, second: -2 * tanh * (1 - tanh ** 2) },
  { name: 'sigmoid', f: tf.sigmoid, at: x, second: sigmoid * (1 - sigmoid) * (1 - 2 * sigmoid) },
  { name: 'softplus', f: tf.softplus, at: x, second: sigmoid * (1 - sigmoid) },
  { name: 'square root', f: tf.sqrt, at: x, second: -0.25 * x ** -1.5 },
  { name: 'x³ by pow', f: (v) => tf.pow(v, 3), at: x, second: 6 * x },
  { name: '1 / x', f: tf.reciprocal, at: x, second: 2 * x ** -3 },
  // log of the softmax of (x, 0) at 0 is −softplus(−x); its softmax there is the sigmoid.
  {
    name: 'softmax',
    f: (v) => tf.slice(tf.softmax(tf.stack([v, tf.zerosLike(v)])), [0], [1]),
    at: x,
    second: sigmoid * (1 - sigmoid) * (1 - 2 * sigmoid),
  },
  {
    name: 'logSoftmax',
    f: (v) => tf.slice(tf.logSoftmax(tf.stack([v, tf.zerosLike(v)])), [0], [1]),
    at: x,
    second: -sigmoid * (1 - sigmoid),
  },
  {
    name: 'softmaxCrossEntropy, by its logits',
    f: (v) => tf.losses.softmaxCrossEntropy([[1, 0]], tf.reshape(tf.stack([v, tf.zerosLike(v)]), [1, 2])),
    at: x,
    second: sigmoid * (1 - sigmoid),
  },
  {
    name: 'logSumExp',
    f: (v) => tf.logSumExp(tf.stack([v, tf.zerosLike(v)])),
    at: x,
    second: sigmoid * (1 - sigmoid),
  },
];

describe.each(engines)('on the engine %s', (engine) => {
  it.each(examples)('the second derivative is right: $name', async ({ f, at, second }) => {
    const sum = (v: Tensor): Tensor => tf.sum(f(v));
    const twice = compile((v: Tensor) => tf.grad((w) => tf.sum(tf.grad(sum)(w)))(v), { engine });
    const { data } = await twice.onHost({ data: Float32Array.of(at), shape: [] });
    await twice.dispose();
    expect(data[0]).toBeCloseTo(second, 4);
  });

  it('the third derivative is right: x · eˣ', async () => {
    const f = (v: Tensor): Tensor => tf.mul(v, tf.exp(v));
    const thrice = compile((v: Tensor) => tf.grad(tf.grad(tf.grad(f)))(v), { engine });
    const { data } = await thrice.onHost({ data: Float32Array.of(x), shape: [] });
    await thrice.dispose();
    expect(data[0]).toBeCloseTo((3 + x) * Math.exp(x), 4);
  });

  // A critic c(x) = tanh(w·x); the penalty (|dc/dx| − 1)² has the gradient 2(g − 1) · dg/dw with g = w(1 − tanh²(wx)).
  it('a gradient penalty has the right gradient by the weight of the critic', async () => {
    const [w, at] = [0.7, 0.9];
    const penalty = (weight: Tensor, input: Tensor): Scalar =>
      tf.square(tf.sub(tf.grad((v) => tf.tanh(tf.mul(weight, v)))(input), 1));
    const step = compile((weight: Tensor, input: Tensor) => tf.grad((v) => penalty(v, input))(weight), { engine });
    const { data } = await step.onHost(
      { data: Float32Array.of(w), shape: [] },
      { data: Float32Array.of(at), shape: [] },
    );
    await step.dispose();
    const t = Math.tanh(w * at);
    const slope = 1 - t ** 2;
    expect(data[0]).toBeCloseTo(2 * (w * slope - 1) * (slope - 2 * w * at * t * slope), 4);
  });
});
