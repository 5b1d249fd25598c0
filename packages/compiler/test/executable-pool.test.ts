import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { webAssembly } from '../src/codegen/wasm/api.ts';
import { compile, hostCallback } from '../src/index.ts';
import { noise } from './support.ts';

afterEach(() => {
  vi.restoreAllMocks();
  tf.disposeVariables();
});

/** A step of gradient descent of a model of its own, weighted on the host. */
function model(seed: number, factor: number, { rate = 0.1, engine }: { rate?: number; engine: 'wasm' | 'native' }) {
  const weights = tf.variable<tf.Rank.R2>(noise([8, 4], seed) as tf.Tensor2D);
  const step = compile(
    (x: tf.Tensor, y: tf.Tensor) => {
      const { value, grads } = tf.variableGrads(
        () => tf.mean<tf.Scalar>(tf.square(tf.sub(tf.tanh(tf.matMul(x as tf.Tensor2D, weights)), y))),
        [weights],
      );
      const weight = hostCallback([value], { shape: [1] }, ({ data }) => [factor * (data[0] ?? 0)]);
      const gradient = Object.values(grads)[0] ?? weights;
      weights.assign(tf.sub(weights, tf.mul(tf.mul(gradient, weight), rate)));
      return value;
    },
    { engine },
  );
  const [x, y] = [noise([16, 8], 7), noise([16, 4], 8)];
  return {
    step: async (times: number) => {
      for (let time = 0; time < times; time += 1) await step.onHost(x, y);
    },
    read: () => {
      step.sync();
      return Float32Array.from(weights.dataSync());
    },
    dispose: () => step.dispose(),
  };
}

describe.each(['wasm', 'native'] as const)('graphs that were loaded before, on %s', (engine) => {
  it('are not those of attributes that JSON would write alike', async () => {
    const firstOf = async (alpha: number): Promise<number> => {
      const leaky = compile((x: tf.Tensor) => tf.leakyRelu(x, alpha), { engine });
      const [value = 0] = (await leaky.onHost(tf.tensor1d([-1, 2]))).data as Float32Array;
      await leaky.dispose();
      return value;
    };
    expect([await firstOf(Infinity), await firstOf(Number.NaN), await firstOf(-Infinity)]).toEqual([
      -Infinity,
      Number.NaN,
      Infinity,
    ]);
  });

  it('compute the same bits for another model as graphs of its own', async () => {
    const alone = model(2, 3, { engine });
    await alone.step(5);
    const expected = alone.read(); // Not disposed of: what follows cannot have its graphs.
    const first = model(1, 2, { engine });
    await first.step(3);
    await first.dispose();
    const second = model(2, 3, { engine });
    await second.step(5);
    expect(second.read()).toEqual(expected);
    await second.dispose();
    await alone.dispose();
  });

  it('leave the variables of the function before as they were', async () => {
    const first = model(3, 1, { engine });
    await first.step(2);
    await first.dispose();
    const before = first.read();
    const second = model(4, 1, { engine });
    await second.step(2);
    await second.dispose();
    expect(first.read()).toEqual(before);
    await first.step(1);
    const again = model(3, 1, { engine });
    await again.step(3);
    expect(again.read()).toEqual(first.read());
    await first.dispose();
    await again.dispose();
  });

  it('serve two functions at a time by graphs of their own', async () => {
    const one = model(5, 1, { engine });
    const other = model(6, 1, { engine });
    for (let time = 0; time < 3; time += 1) {
      await one.step(1);
      await other.step(1);
    }
    const alone = model(5, 1, { engine });
    await alone.step(3);
    expect(one.read()).toEqual(alone.read());
    await Promise.all([one, other, alone].map(({ dispose }) => dispose()));
  });
});

describe('a module of WebAssembly', () => {
  it('is compiled once for functions that differ in their variables and callbacks only', async () => {
    const compiled = vi.spyOn(webAssembly, 'compile');
    const counts: number[] = [];
    for (const seed of [1, 2, 3]) {
      const one = model(seed, seed, { rate: 0.017, engine: 'wasm' });
      await one.step(1);
      await one.dispose();
      counts.push(compiled.mock.calls.length);
    }
    expect(counts[0]).toBeGreaterThan(0);
    expect(counts).toEqual([counts[0], counts[0], counts[0]]);
  });

  it('is not that of a function with another constant', async () => {
    const run = async (constant: readonly number[]): Promise<number[]> => {
      const fn = compile((x: tf.Tensor) => tf.mul(x, tf.tensor1d([...constant])), { engine: 'wasm' });
      const { data } = await fn.onHost(tf.tensor1d([1, 1, 1]));
      await fn.dispose();
      return [...data];
    };
    expect(await run([1, 2, 3])).toEqual([1, 2, 3]);
    expect(await run([1, 2, 4])).toEqual([1, 2, 4]);
    expect(await run([0, 0, 0])).toEqual([0, 0, 0]);
    expect((await run([-0, -0, -0])).map((value) => Object.is(value, -0))).toEqual([true, true, true]);
  });

  it('is compiled anew after a call that failed', async () => {
    const compiled = vi.spyOn(webAssembly, 'compile');
    const run = async (fail: boolean): Promise<void> => {
      const fn = compile(
        (x: tf.Tensor) =>
          hostCallback([tf.sum(tf.mul(x, 1.7))], { shape: [1] }, () => {
            if (fail) throw new RangeError('no weight');
            return [1];
          }),
        { engine: 'wasm' },
      );
      await fn.onHost(tf.tensor1d([1, 2])).catch(() => undefined);
      await fn.dispose();
    };
    await run(true);
    await run(false);
    const twice = compiled.mock.calls.length;
    await run(false);
    expect(compiled.mock.calls.length).toBe(twice);
    expect(twice).toBe(2);
  });
});
