import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';

import { compile, CompileError, hostCallback, randomUniform, UnsupportedOpError } from '../src/index.ts';
import { random } from './random.ts';
import { difference, noise } from './support.ts';

afterEach(() => {
  tf.disposeVariables();
});

const engines = ['native', 'wasm', 'eager'] as const;

/** Assigns a variable, and gives its new value. */
function assign(variable: tf.Variable, value: tf.Tensor): tf.Tensor {
  variable.assign(value);
  return tf.add(variable, 0);
}

describe.each(engines)('compile on %s', (engine) => {
  it('gives what the function gives, in the same structure', async () => {
    const fn = compile(
      (x: tf.Tensor, { scale }: { scale: tf.Tensor }) => ({ sum: tf.sum(x), all: [tf.mul(x, scale)] }),
      { engine },
    );
    const result = await fn(tf.tensor1d([1, 2, 3]), { scale: tf.scalar(2) });
    expect(await result.sum.data()).toEqual(Float32Array.of(6));
    expect(await result.all[0]?.data()).toEqual(Float32Array.of(2, 4, 6));
    expect(fn.engine).toBe(engine);
    await fn.dispose();
  });

  it('takes and gives typed arrays', async () => {
    const fn = compile((x: tf.Tensor) => tf.neg(x), { engine });
    const { data, shape } = await fn.onHost({ data: Float32Array.of(1, -2), shape: [1, 2] });
    expect([...data]).toEqual([-1, 2]);
    expect(shape).toEqual([1, 2]);
    await fn.dispose();
  });

  it('keeps what is assigned from call to call, and writes it to the variable on sync', async () => {
    const count = tf.variable(tf.scalar(0));
    const fn = compile((step: tf.Tensor) => assign(count, tf.add(count, step)), { engine });
    for (let call = 0; call < 3; call += 1) await fn.onHost({ data: Float32Array.of(2), shape: [] });
    fn.sync();
    expect(count.dataSync()[0]).toBe(6);
    await fn.dispose();
  });

  it('starts from what was assigned by hand', async () => {
    const level = tf.variable(tf.scalar(1));
    const fn = compile(() => assign(level, tf.mul(level, 2)), { engine });
    await fn.onHost();
    fn.sync();
    level.assign(tf.scalar(10));
    const { data } = await fn.onHost();
    expect(data[0]).toBe(20);
    await fn.dispose();
  });

  it('shares variables between two compiled functions', async () => {
    const level = tf.variable(tf.scalar(1));
    const double = compile(() => assign(level, tf.mul(level, 2)), { engine });
    const read = compile(() => tf.add(level, 0), { engine });
    await double.onHost();
    double.sync();
    await double.onHost();
    expect((await read.onHost()).data[0]).toBe(4);
    await double.dispose();
    await read.dispose();
  });

  it('gives arrays that the caller may change', async () => {
    const level = tf.variable(tf.tensor1d([1, 2]));
    const table = tf.tensor1d([5]);
    const fn = compile(
      () => {
        const next = tf.mul(level, 2);
        level.assign(next as tf.Tensor1D);
        return [level, next, next, table];
      },
      { engine },
    );
    for (const expected of [2, 4, 8]) {
      const results = await fn.onHost();
      expect(results.map(({ data }) => data[0])).toEqual([expected, expected, expected, 5]);
      results.forEach(({ data }) => data.fill(99));
    }
    await fn.dispose();
    expect([...level.dataSync()]).toEqual([8, 16]);
  });

  it('calls the host in the middle of each run, with the values computed so far', async () => {
    const seen: number[] = [];
    const fn = compile(
      (x: tf.Tensor) => {
        const total = tf.sum(x);
        const answer = hostCallback([total], { shape: [2] }, (value) => {
          seen.push(value.data[0] ?? Number.NaN);
          return [10 * seen.length, 1];
        });
        return tf.mul(x, answer);
      },
      { engine },
    );
    expect([...(await fn.onHost({ data: Float32Array.of(1, 2), shape: [2] })).data]).toEqual([10, 2]);
    expect([...(await fn.onHost({ data: Float32Array.of(3, 4), shape: [2] })).data]).toEqual([60, 4]);
    expect(seen).toEqual([3, 7]);
    await fn.dispose();
  });

  it('passes integers across a host callback, such as positions of maxima', async () => {
    const fn = compile(
      (x: tf.Tensor4D) => {
        const tape = tf.valueAndGrad((images: tf.Tensor) => tf.maxPool(images as tf.Tensor4D, 2, 2, 'valid'));
        const total = tf.sum(tf.maxPool(x, 2, 2, 'valid'));
        const half = hostCallback([total], { shape: [] }, ({ data: [sum = 0] }) => [sum / 2]);
        return tape(x, tf.reshape(half, [1, 1, 1, 1])).grad;
      },
      { engine },
    );
    const { data } = await fn.onHost({ data: Float32Array.of(1, 8, 3, 2), shape: [1, 2, 2, 1] });
    expect([...data]).toEqual([0, 4, 0, 0]);
    await fn.dispose();
  });

  it('draws new random numbers at each run, from the given source', async () => {
    const expected = random(7);
    const fn = compile(() => randomUniform([3]), { engine, random: { next: random(7) } });
    for (let call = 0; call < 2; call += 1) {
      const { data } = await fn.onHost();
      expect(difference(data, [expected(), expected(), expected()])).toBeLessThan(1e-6);
    }
    await fn.dispose();
  });

  it('trains with an optimizer of TensorFlow.js as TensorFlow.js does', async () => {
    const train = async (compiled: boolean): Promise<number[]> => {
      const weights = tf.variable(noise([4, 2], 1));
      const optimizer = tf.train.adam(0.05);
      const x = noise([8, 4], 2);
      const y = noise([8, 2], 3);
      const step = (): tf.Tensor =>
        optimizer.minimize(
          () => tf.mean<tf.Scalar>(tf.square(tf.sub(tf.tanh(tf.matMul(x, weights)), y))),
          true,
        ) as tf.Tensor;
      const losses: number[] = [];
      const fn = compile(step, { engine });
      for (let call = 0; call < 10; call += 1) {
        losses.push(compiled ? ((await fn.onHost()).data[0] ?? Number.NaN) : (step().dataSync()[0] ?? Number.NaN));
      }
      fn.sync();
      losses.push(...weights.dataSync());
      await fn.dispose();
      return losses;
    };
    expect(difference(await train(true), await train(false))).toBeLessThan(1e-5);
  });
});

describe('compile', () => {
  it('computes one forward pass for the gradients of many losses', async () => {
    const weights = tf.variable(noise([5, 5], 1));
    const forward = (x: tf.Tensor): tf.Tensor => tf.tanh(tf.matMul(tf.tanh(tf.matMul(x, weights)), weights));
    const losses = [tf.sum, tf.mean, (x: tf.Tensor) => tf.sum(tf.square(x))];
    const nodesFor = async (count: number): Promise<number> => {
      const fn = compile(
        (x: tf.Tensor) =>
          losses.slice(0, count).map((loss) => tf.variableGrads(() => loss(forward(x)) as tf.Scalar).grads),
        { engine: 'native' },
      );
      await fn.onHost({ data: new Float32Array(15), shape: [3, 5] });
      const [nodes = 0] = fn.nodeCounts;
      await fn.dispose();
      return nodes;
    };
    const inference = compile((x: tf.Tensor) => forward(x), { engine: 'native' });
    await inference.onHost({ data: new Float32Array(15), shape: [3, 5] });
    const [forwardNodes = 0] = inference.nodeCounts;
    expect(forwardNodes).toBe(4);
    const [one, two, three] = [await nodesFor(1), await nodesFor(2), await nodesFor(3)];
    // Each further loss adds its backward pass, in which the four nodes of the forward pass do not occur again.
    expect(two - one).toBeLessThanOrEqual(one - forwardNodes);
    expect(three - two).toBeLessThanOrEqual(one - forwardNodes + 2);
    await inference.dispose();
  });

  it('takes tensors from outside as constants', async () => {
    const three = tf.scalar(3);
    const fn = compile((x: tf.Tensor) => tf.mul(x, three), { engine: 'native' });
    expect((await fn.onHost({ data: Float32Array.of(3), shape: [] })).data[0]).toBe(9);
    expect(three.dataSync()[0]).toBe(3);
    await fn.dispose();
  });

  it('names an op that it cannot translate when an engine was asked for', async () => {
    const fn = compile((x: tf.Tensor) => tf.unique(x).values, { engine: 'native' });
    await expect(fn(tf.tensor1d([1, 1, 2]))).rejects.toThrow(UnsupportedOpError);
    await expect(fn(tf.tensor1d([1, 1, 2]))).rejects.toThrow('the op Unique cannot be translated');
  });

  it('falls back to running op by op with one warning that names the op', async () => {
    const warnings: string[] = [];
    const listen = (warning: Error): void => void warnings.push(warning.message);
    process.on('warning', listen);
    const fn = compile((x: tf.Tensor) => tf.unique(x).values);
    for (let call = 0; call < 2; call += 1) {
      expect([...(await fn(tf.tensor1d([1, 1, 2]))).dataSync()]).toEqual([1, 2]);
    }
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', listen);
    expect(fn.engine).toBe('eager');
    expect(warnings.filter((warning) => warning.includes('Unique'))).toHaveLength(1);
  });

  it.each(['native', 'wasm'] as const)('refuses a disposed variable, on %s', async (engine) => {
    const level = tf.variable(tf.scalar(1));
    const fn = compile((x: tf.Tensor) => tf.add(x, level), { engine });
    const x = { data: Float32Array.of(2), shape: [] };
    expect((await fn.onHost(x)).data[0]).toBe(3);
    level.dispose();
    await expect(fn.onHost(x)).rejects.toThrow(`the variable ${level.name} is disposed of`);
    await fn.dispose();
  });

  it('rejects a number of threads below 1', () => {
    expect(() => compile(() => tf.scalar(1), { threads: 0 })).toThrow(CompileError);
  });

  it('leaves no tensors behind', async () => {
    const weights = tf.variable(noise([3, 3], 1));
    const x = noise([2, 3], 2);
    const before = tf.memory();
    const fn = compile((input: tf.Tensor) => tf.grads((w) => tf.sum(tf.matMul(input, w)))([weights]));
    for (let call = 0; call < 3; call += 1) await fn.onHost(x);
    fn.sync();
    await fn.dispose();
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numBytes).toBe(before.numBytes);
  });

  it('runs calls in turn, each from the values that the previous one assigned', async () => {
    const count = tf.variable(tf.scalar(0));
    const fn = compile(() => assign(count, tf.add(count, 1)), { engine: 'native' });
    const results = await Promise.all([fn.onHost(), fn.onHost(), fn.onHost()]);
    expect(results.map(({ data }) => data[0])).toEqual([1, 2, 3]);
    await fn.dispose();
  });
});
