import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';

import { estimateOf } from '../../src/cost-model/estimate.ts';
import { sumOfWork, type Work } from '../../src/cost-model/graph-work.ts';
import { compile, hostCallback } from '../../src/index.ts';
import { noise } from '../support.ts';

afterEach(() => {
  tf.disposeVariables();
});

async function workOf(fn: (...args: tf.Tensor[]) => tf.Tensor, ...args: tf.Tensor[]): Promise<Work> {
  const compiled = compile(fn);
  const { work } = await compiled.plan(...args);
  await compiled.dispose();
  return work;
}

describe('the work of a call', () => {
  it('counts two operations for each product of two numbers', async () => {
    const work = await workOf((a, b = a) => tf.matMul(a, b), noise([3, 5], 1), noise([5, 7], 2));
    expect(work).toMatchObject({ calls: 1, graphs: 1, nodes: 1, matmulFlops: 2 * 3 * 5 * 7, convolutionFlops: 0 });
    expect(work.matmulElements).toBe(3 * 5 + 5 * 7 + 3 * 7);
    expect(work.ioBytes).toBe(4 * (3 * 5 + 5 * 7 + 3 * 7));
  });

  it('counts a convolution by its filters for each pixel', async () => {
    const convolve = (x: tf.Tensor, filters = x): tf.Tensor =>
      tf.conv2d(x as tf.Tensor4D, filters as tf.Tensor4D, 1, 'valid');
    const work = await workOf(convolve, noise([2, 8, 8, 3], 1), noise([3, 3, 3, 4], 2));
    expect(work.convolutionFlops).toBe(2 * (2 * 6 * 6 * 4) * (3 * 3 * 3));
    expect(work.matmulFlops).toBe(0);
  });

  it('counts elements of elementwise operators, and those that are transcendental', async () => {
    const work = await workOf((x) => tf.add(tf.exp(x), tf.mul(x, x)), noise([10, 4], 1));
    expect(work).toMatchObject({ nodes: 3, elementwise: 3 * 40, transcendental: 40, matmulFlops: 0 });
  });

  it('counts one more graph after each host callback, and a reshape as nothing', async () => {
    const work = await workOf(
      (x) => {
        const total = hostCallback([tf.sum(x)], { shape: [] }, ({ data }) => [data[0] ?? 0]);
        return tf.reshape(tf.mul(tf.exp(x), total), [4, 10]);
      },
      noise([10, 4], 1),
    );
    expect(work.graphs).toBe(2);
    expect(work.nodes).toBe(3);
  });

  it('counts the elements that an optimizer updates in place', async () => {
    const table = tf.variable(noise([100, 30], 3));
    const optimizer = tf.train.sgd(0.01);
    const work = await workOf(
      (x) => {
        const { value, grads } = tf.variableGrads(() => tf.mean(tf.square(tf.matMul(x, table))), [table]);
        optimizer.applyGradients(grads);
        return value;
      },
      noise([8, 100], 1),
    );
    expect(work.updated).toBe(100 * 30);
    expect(work.matmulFlops).toBe(2 * 2 * 8 * 100 * 30); // Forward, and the gradient of the table.
  });

  it('adds up over several functions', () => {
    const work = { calls: 1, graphs: 1, nodes: 2, matmulFlops: 3, matmulElements: 4, convolutionFlops: 5 };
    const whole: Work = { ...work, elementwise: 6, transcendental: 7, otherElements: 8, ioBytes: 9, updated: 10 };
    const twice = Object.fromEntries(Object.entries(whole).map(([count, value]) => [count, 2 * value]));
    expect(sumOfWork([whole, whole])).toEqual(twice);
  });
});

describe('the estimate', () => {
  const none: Work = {
    calls: 1,
    graphs: 1,
    nodes: 50,
    matmulFlops: 0,
    matmulElements: 0,
    convolutionFlops: 0,
    elementwise: 0,
    transcendental: 0,
    otherElements: 0,
    ioBytes: 0,
    updated: 0,
  };

  it('is shorter on wasm for many tiny operators, and on native for large products', () => {
    const tiny = estimateOf(none, 1);
    expect(tiny.wasm).toBeLessThan(tiny.native);
    const wide = estimateOf({ ...none, matmulFlops: 1e9, matmulElements: 1e6 }, 1);
    expect(wide.native).toBeLessThan(wide.wasm);
  });

  it('divides the native engine’s work between threads, except the cost per operator', () => {
    const work = { ...none, matmulFlops: 1e9 };
    const [one, two] = [estimateOf(work, 1), estimateOf(work, 2)];
    expect(two.wasm).toBe(one.wasm);
    expect(two.native).toBeLessThan(one.native);
    expect(two.native).toBeGreaterThan(one.native / 2);
    expect(estimateOf(none, 2)).toEqual(estimateOf(none, 1));
  });
});
