import '@tensorflow/tfjs-backend-cpu';

import { compile, type Compiled } from '@equipoise/compiler';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { EquipoiseError } from '../../src/errors.ts';
import { random } from '../../src/random.ts';
import { Tape } from '../../src/training/tape.ts';
import { expectClose } from '../support/expect-close.ts';

type Fn = (...inputs: tf.Tensor[]) => tf.Tensor;

/** A function of two 3×4 matrices, and what it is an example of. */
const functions: [string, Fn][] = [
  ['one op', (a, b) => tf.add(a, b)],
  [
    'a shared subexpression',
    (a, b) => {
      const shared = tf.tanh(tf.mul(a, b));
      return tf.add(tf.square(shared), tf.mul(shared, a));
    },
  ],
  ['the same input twice', (a) => tf.mul(a, a)],
  [
    'an op with several outputs, all used',
    (a, b) => {
      const [left, right] = tf.split(a, 2, 1);
      return tf.matMul(left ?? a, tf.mul(right ?? a, tf.slice(b, [0, 0], [3, 2])), true);
    },
  ],
  [
    'an op with several outputs, one used',
    (a, b) => tf.mul(tf.split(a, [1, 3], 1)[1] ?? a, tf.slice(b, [0, 1], [3, 3])),
  ],
  [
    'unstack and stack',
    (a, b) => {
      const [first, , third] = tf.unstack(a);
      return tf.stack([tf.mul(first ?? a, 2), tf.square(third ?? a), tf.sum(b, 0)]);
    },
  ],
  ['matrices', (a, b) => tf.sum(tf.relu(tf.matMul(a, b, false, true)), 1)],
  ['broadcasting', (a, b) => tf.mul(tf.mean(a, 1, true), b)],
  ['a loss', (a, b) => tf.neg(tf.sum(tf.mul(tf.softmax(b), tf.logSoftmax(a)), 1))],
  ['a gather', (a, b) => tf.mul(tf.gather(a, tf.tensor1d([2, 0, 2], 'int32')), b)],
];

function matrix(label: string): tf.Tensor2D {
  const stream = random(1).fork(label);
  return tf.tensor2d(
    Array.from({ length: 12 }, () => stream.normal()),
    [3, 4],
  );
}

/** The gradients of Σ c · fn(a, b) by a tape, c being 1, ½, ⅓, … */
function byTape(fn: Fn, a: tf.Tensor, b: tf.Tensor): (tf.Tensor | null)[] {
  const { result, tape } = Tape.record(() => fn(a, b));
  const gradients = tape.vjp([result], [a, b], [cotangentOf(result)]);
  tape.dispose();
  return [...gradients];
}

function cotangentOf(result: tf.Tensor): tf.Tensor {
  return tf.reshape(tf.div(1, tf.range(1, result.size + 1)), result.shape);
}

describe('Tape', () => {
  it.each(functions)('gives the gradients that tf.grads gives: %s', async (_, fn) => {
    const [a, b] = [matrix('a'), matrix('b')];
    // tf.grads insists that every input is used.
    const used: Fn = (x, y = b) => tf.add(fn(x, y), tf.mul(tf.sum(y), 0));
    const expected = tf.grads(used)([a, b], cotangentOf(fn(a, b)));

    const eager = byTape(fn, a, b);
    const compiled: Compiled<[tf.Tensor, tf.Tensor], tf.Tensor[]> = compile((x: tf.Tensor, y: tf.Tensor) =>
      byTape(fn, x, y).map((gradient, input) => gradient ?? tf.zerosLike([x, y][input] ?? x)),
    );
    const inGraph = await compiled.onHost(a, b);

    expected.forEach((gradient, input) => {
      const truth = gradient.dataSync();
      expectClose(eager[input]?.dataSync() ?? new Float32Array(12), truth, 1e-5);
      expectClose(inGraph[input]?.data ?? [], truth, 1e-5);
    });
    await compiled.dispose();
  });

  it('gives null for an input that no output depends on', () => {
    const [a, b] = [matrix('a'), matrix('b')];
    const { result, tape } = Tape.record(() => ({ used: tf.square(a), other: tf.square(b) }));
    const [forA, forB] = tape.vjp([result.used], [a, b]);
    expectClose(
      forA?.dataSync() ?? [],
      a.dataSync().map((x) => 2 * x),
      1e-6,
    );
    expect(forB).toBeNull();
  });

  it('sums several outputs, each times its cotangent', () => {
    const x = tf.tensor1d([1, 2, 3]);
    const { result, tape } = Tape.record(() => {
      const square = tf.square(x);
      return [square, tf.mul(square, x), tf.sum(x)];
    });
    // d/dx (2 x² + 10 x³ + 100 Σx) = 4x + 30x² + 100
    const [gradient] = tape.vjp(result, [x], [tf.fill([3], 2), tf.fill([3], 10), tf.scalar(100)]);
    expect([...(gradient?.dataSync() ?? [])]).toEqual([134, 228, 382]);
    // d/dx (x² + x³ + Σx) = 2x + 3x² + 1
    expect([...(tape.vjp(result, [x])[0]?.dataSync() ?? [])]).toEqual([6, 17, 34]);
  });

  it('gives several products, for inputs and intermediate tensors', () => {
    const x = tf.tensor1d([1, 2]);
    const { result, tape } = Tape.record(() => {
      const middle = tf.mul(x, 3);
      return { middle, end: tf.square(middle) };
    });
    for (let time = 0; time < 3; time += 1) {
      const [toStart, toMiddle] = tape.vjp([result.end], [x, result.middle]);
      expect([...(toStart?.dataSync() ?? [])]).toEqual([18, 36]);
      expect([...(toMiddle?.dataSync() ?? [])]).toEqual([6, 12]);
    }
    expect([...(tape.vjp([x], [x])[0]?.dataSync() ?? [])]).toEqual([1, 1]);
  });

  it('knows which tensors depend on which', () => {
    const [a, b] = [matrix('a'), matrix('b')];
    const { result, tape } = Tape.record(() => {
      const [left, right] = tf.split(a, 2, 1);
      return { left, right, both: tf.sum(tf.matMul(left ?? a, b, true)), none: tf.sum(b) };
    });
    expect(tape.depends(result.both, a)).toBe(true);
    expect(tape.depends(result.both, b)).toBe(true);
    expect(tape.depends(result.none, a)).toBe(false);
    expect(tape.depends(a, result.both)).toBe(false);
    expect(tape.depends(result.both, result.left ?? a)).toBe(true);
    expect(tape.depends(result.both, result.right ?? a)).toBe(false);
    expect(tape.depends(a, a)).toBe(true);
  });

  it('holds no tensors after dispose', () => {
    const [a, b] = [matrix('a'), matrix('b')];
    const before = tf.memory().numTensors;
    for (const [, fn] of functions) {
      tf.tidy(() => {
        byTape(fn, a, b);
      });
    }
    expect(tf.memory().numTensors).toBe(before);
  });

  it('records nothing after the function threw', () => {
    expect(() =>
      Tape.record(() => {
        throw new Error('wrong');
      }),
    ).toThrow('wrong');
    const x = tf.tensor1d([1, 2]);
    tf.square(x);
    const { result, tape } = Tape.record(() => tf.mul(x, 2));
    expect([...(tape.vjp([result], [x])[0]?.dataSync() ?? [])]).toEqual([2, 2]);
    expectClose(
      tf
        .grad((y) => tf.square(y))(x)
        .dataSync(),
      [2, 4],
      1e-6,
    );
  });

  it('names an op that has no gradient, as tf.grads does', () => {
    const x = tf.tensor1d([1, 2]);
    const fn = (y: tf.Tensor): tf.Tensor => tf.mul(y, tf.cast(tf.greater(y, 0), 'float32'));
    expect(() => tf.grad(fn)(x)).toThrow('Greater');
    const { result, tape } = Tape.record(() => fn(x));
    expect(() => tape.vjp([result], [x])).toThrow(new EquipoiseError('training: the op Greater has no gradient.'));
  });
});
