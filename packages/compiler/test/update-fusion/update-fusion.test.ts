import '@tensorflow/tfjs-backend-cpu';

import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';

import { compile, hostCallback } from '../../src/index.ts';
import { noise } from '../support.ts';

afterEach(() => {
  tf.disposeVariables();
});

const numbersOf = (tensor: tf.Tensor): number[] => [...tensor.dataSync<'float32'>()];

describe.each(['native', 'wasm'] as const)('variables changed in place, on %s', (engine) => {
  it.each([2, 3, 4, 5, 1000, 100_003])('are right for any length: %i', async (length) => {
    const start = noise([length], 1);
    const x = tf.variable(start);
    const step = compile(
      (gradient: tf.Tensor) => {
        const root = tf.sqrt(tf.abs(tf.div(gradient, 3)));
        x.assign(tf.sub(x, tf.mul(0.5, tf.maximum(tf.neg(root), tf.minimum(root, x)))));
        return tf.sum(gradient);
      },
      { engine },
    );
    const gradient = noise([length], 2);
    await step(gradient);
    step.sync();
    const [before, given] = [numbersOf(start), numbersOf(gradient)];
    const expected = before.map((number, index) => {
      const root = Math.sqrt(Math.abs((given[index] ?? 0) / 3));
      return number - 0.5 * Math.max(-root, Math.min(root, number));
    });
    const off = numbersOf(x).map((number, index) => Math.abs(number - (expected[index] ?? Number.NaN)));
    expect(Math.max(...off)).toBeLessThan(1e-6);
    await step.dispose();
  });

  it('are returned as old values, new values, or both', async () => {
    const x: tf.Variable = tf.variable(tf.tensor1d([1, 2]));
    const old: tf.Variable = tf.variable(tf.zeros([2]));
    const twin: tf.Variable = tf.variable(tf.zeros([2]));
    const step = compile(
      () => {
        const next = tf.mul(x, 2);
        const seen = { before: tf.reshape(x, [2, 1]), next };
        old.assign(tf.reshape(x, [2]));
        x.assign(next);
        twin.assign(next);
        return seen;
      },
      { engine },
    );
    const first = await step.onHost();
    step.sync();
    const kept = x.clone();
    const second = await step.onHost();
    expect([...first.before.data, ...first.next.data]).toEqual([1, 2, 2, 4]);
    expect([...second.before.data, ...second.next.data]).toEqual([2, 4, 4, 8]);
    expect(numbersOf(kept)).toEqual([2, 4]);
    step.sync();
    expect([x, old, twin].map(numbersOf)).toEqual([
      [4, 8],
      [2, 4],
      [4, 8],
    ]);
    await step.dispose();
  });

  it('may be swapped, and changed by several functions in turn and by hand', async () => {
    const x: tf.Variable = tf.variable(tf.tensor1d([1, 2]));
    const y: tf.Variable = tf.variable(tf.tensor1d([10, 20]));
    const trade = compile(
      () => {
        const [toX, toY] = [tf.add(y, 1), tf.add(x, 1)];
        x.assign(toX);
        y.assign(toY);
        return tf.sum(toX);
      },
      { engine },
    );
    const double = compile(
      () => {
        x.assign(tf.mul(x, 2));
        return tf.scalar(0);
      },
      { engine },
    );
    await trade.onHost(); // x = 11, 21; y = 2, 3
    await double.onHost(); // x = 22, 42
    await trade.onHost(); // x = 3, 4; y = 23, 43
    trade.sync();
    x.assign(tf.tensor1d([0, 1]));
    await double.onHost();
    await trade.onHost();
    trade.sync();
    expect([x, y].map(numbersOf)).toEqual([
      [24, 44],
      [1, 3],
    ]);
    await trade.dispose();
    await double.dispose();
  });

  it('take large gradients as separate inputs, wherever the parameters lie', async () => {
    const [rows, columns] = [150, 220];
    const length = rows * columns + columns + 7;
    const parameters = tf.variable(noise([length], 3));
    const loss = (vector: tf.Tensor, x: tf.Tensor): tf.Scalar => {
      const [weights, bias] = tf.split(vector, [rows * columns, columns, 7]);
      const hidden = tf.add(tf.matMul(x as tf.Tensor2D, tf.reshape(weights ?? vector, [rows, columns])), bias ?? 0);
      return tf.mean(tf.square(hidden));
    };
    const step = compile(
      (x: tf.Tensor) => {
        const { value, grad } = tf.valueAndGrad((vector: tf.Tensor) => loss(vector, x))(parameters);
        parameters.assign(tf.sub(parameters, tf.mul(0.1, grad)));
        return value;
      },
      { engine },
    );
    const x = noise([5, rows], 4);
    const expected = tf.sub(parameters, tf.mul(0.1, tf.grad((vector: tf.Tensor) => loss(vector, x))(parameters)));
    await step.onHost(x);
    step.sync();
    const [actual, wanted] = [numbersOf(parameters), numbersOf(expected)];
    expect(Math.max(...actual.map((number, index) => Math.abs(number - (wanted[index] ?? 0))))).toBeLessThan(1e-6);
    await step.dispose();
  });

  it.each([
    [5, 3, 1],
    [8, 4, 4],
    [1, 1, 2],
    [301, 17, 1],
  ])(
    'are changed without another graph if the host only weighs: %i, %i and %i numbers',
    async (trunk, first, second) => {
      const parameters = tf.variable(noise([trunk + first + second], 5));
      const rows = noise([2, trunk], 6) as tf.Tensor2D;
      const heads = [noise([first], 7), noise([second], 8)] as const;
      const step = compile(
        (scale: tf.Tensor) => {
          const known = [tf.mul(rows, scale), ...heads.map((head) => tf.exp(tf.mul(head, scale)))] as const;
          const [jacobian, one, other] = known as readonly [tf.Tensor2D, tf.Tensor, tf.Tensor];
          const seen = tf.matMul(jacobian, jacobian, false, true);
          const weights = hostCallback([seen], { shape: [2] }, ({ data }) => [data[0] ?? 0, (data[1] ?? 0) - 1]);
          const each = tf.split(weights, 2).map((weight) => tf.reshape(weight, []));
          const shared = tf.reshape(tf.matMul(tf.reshape(weights, [1, 2]), jacobian), [-1]);
          const gradient = tf.concat([shared, tf.mul(one, each[0] ?? 0), tf.mul(other, each[1] ?? 0)]);
          parameters.assign(tf.sub(parameters, tf.mul(0.5, gradient)));
          return seen;
        },
        { engine },
      );
      const start = numbersOf(parameters);
      const numbers = (tensor: tf.Tensor, scale = 1): number[] => numbersOf(tensor).map((number) => number * scale);
      const [a, b] = [numbers(rows, 2).slice(0, trunk), numbers(rows, 2).slice(trunk)];
      const dot = (x: number[], y: number[]): number =>
        x.reduce((sum, number, index) => sum + number * (y[index] ?? 0), 0);
      const [w1, w2] = [dot(a, a), dot(a, b) - 1];
      const gradient = [
        ...a.map((number, index) => w1 * number + w2 * (b[index] ?? 0)),
        ...numbers(heads[0], 2).map((number) => w1 * Math.exp(number)),
        ...numbers(heads[1], 2).map((number) => w2 * Math.exp(number)),
      ];
      await step.onHost({ data: Float32Array.of(2), shape: [] });
      step.sync();
      const expected = start.map((number, index) => number - 0.5 * (gradient[index] ?? 0));
      const off = numbersOf(parameters).map((number, index) => Math.abs(number - (expected[index] ?? Number.NaN)));
      expect(Math.max(...off)).toBeLessThan(1e-5 * Math.max(1, ...gradient.map(Math.abs)));
      expect(step.nodeCounts).toHaveLength(1);
      await step.dispose();
    },
  );

  it('become 0 where they would be denormal', async () => {
    const x = tf.variable(tf.tensor1d([1e-37, -1e-37, 1, Number.NaN]));
    const step = compile(
      () => {
        x.assign(tf.mul(x, 0.1));
        return tf.scalar(0);
      },
      { engine },
    );
    await step.onHost();
    step.sync();
    expect(numbersOf(x)).toEqual([0, 0, Math.fround(0.1), Number.NaN]);
    await step.dispose();
  });
});
