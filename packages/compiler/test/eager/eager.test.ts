import '@tensorflow/tfjs-backend-wasm';

import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { forgetChosenBackend, switchBackend } from '../../src/active-backend.ts';
import { compile } from '../../src/index.ts';

const warnings: string[] = [];
const listen = (warning: Error): void => void warnings.push(warning.message);

beforeEach(async () => {
  forgetChosenBackend();
  await switchBackend('cpu'); // What TensorFlow.js begins with here: nobody chose it.
  warnings.length = 0;
  process.on('warning', listen);
});

afterEach(() => {
  process.off('warning', listen);
  tf.disposeVariables();
});

const two = { data: Float32Array.of(1, 2), shape: [2] };

/** A function that says which backend it runs on. */
function witness(): { seen: string[]; fn: (x: tf.Tensor) => tf.Tensor } {
  const seen: string[] = [];
  const fn = (x: tf.Tensor): tf.Tensor => {
    seen.push(tf.getBackend());
    return tf.mul(x, 2);
  };
  return { seen, fn };
}

describe('a function that runs op by op', () => {
  it('runs on the cpu backend where the user made it active', async () => {
    await tf.setBackend('cpu');
    const { seen, fn } = witness();
    const compiled = compile(fn, { engine: 'eager' });
    expect([...(await compiled.onHost(two)).data]).toEqual([2, 4]);
    expect(seen).toEqual(['cpu']);
    await compiled.dispose();
  });

  it("runs on TensorFlow.js' WebAssembly backend, and leaves active what was", async () => {
    const listeners = ['uncaughtException', 'unhandledRejection'].map((event) => process.listenerCount(event));
    const { seen, fn } = witness();
    const compiled = compile(fn, { engine: 'eager' });
    expect([...(await compiled.onHost(two)).data]).toEqual([2, 4]);
    expect(seen).toEqual(['wasm']);
    expect(tf.getBackend()).toBe('cpu');
    expect(['uncaughtException', 'unhandledRejection'].map((event) => process.listenerCount(event))).toEqual(listeners);
    expect(warnings).toEqual([]);
  });

  it('runs on the backend that the user has made active', async () => {
    await tf.setBackend('wasm');
    const { seen, fn } = witness();
    await compile(fn, { engine: 'eager' }).onHost(two);
    expect([...seen, tf.getBackend()]).toEqual(['wasm', 'wasm']);
  });

  it('runs each call on the cpu backend, with one warning, if that of WebAssembly lacks an op', async () => {
    const calls = tf.variable(tf.scalar(0));
    const spectrum = compile(
      (x: tf.Tensor) => {
        calls.assign(tf.add(calls, 1));
        return tf.real(tf.spectral.fft(tf.complex(x, tf.zerosLike(x))));
      },
      { engine: 'eager' },
    );
    const input = { data: Float32Array.of(1, 2, 3, 4), shape: [4] };
    for (let call = 1; call <= 2; call += 1) {
      // 1 + 2 + 3 + 4, (1 − 3), 1 − 2 + 3 − 4, (1 − 3)
      const { data } = await spectrum.onHost(input);
      [10, -2, -2, -2].forEach((number, index) => {
        expect(data[index]).toBeCloseTo(number, 5);
      });
      expect(calls.dataSync()[0]).toBe(call);
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect(warnings).toEqual([expect.stringMatching(/runs on TensorFlow\.js' cpu backend, since .*'wasm'/)]);
  });

  it('leaves no tensors behind, also when it throws', async () => {
    const weights = tf.variable(tf.tensor1d([1, 2]));
    let isUnlucky = false;
    const step = compile(
      (x: tf.Tensor) => {
        weights.assign(tf.add(weights, x));
        if (isUnlucky) throw new Error('no luck');
        return tf.square(weights);
      },
      { engine: 'eager' },
    );
    await step.onHost(two);
    const { numTensors, numBytes } = tf.memory();
    await step.onHost(two);
    isUnlucky = true;
    await expect(step.onHost(two)).rejects.toThrow('no luck');
    expect(tf.memory()).toMatchObject({ numTensors, numBytes });
    expect([...weights.dataSync()]).toEqual([3, 6]);
  });

  it('does not dispose of outputs that it did not make', async () => {
    const table = tf.tensor1d([5, 6]);
    const weights = tf.variable(tf.tensor1d([1, 2]));
    const kept: tf.Tensor[] = [];
    const fn = compile(
      (x: tf.Tensor) => {
        const sum = tf.add(x, weights);
        weights.assign(sum as tf.Tensor1D);
        kept.push(tf.keep(tf.neg(sum)));
        return [table, weights, sum, sum, x, ...kept.slice(-1)];
      },
      { engine: 'eager' },
    );
    for (const expected of [
      [5, 2, 2, 2, 1, -2],
      [5, 3, 3, 3, 1, -3],
    ]) {
      const results = await fn.onHost(two);
      expect(results.map(({ data }) => data[0])).toEqual(expected);
    }
    expect([...table.dataSync(), ...weights.dataSync()]).toEqual([5, 6, 3, 6]);
    expect(kept.map((tensor) => tensor.dataSync()[0])).toEqual([-2, -3]);
    tf.dispose([table, ...kept]);
  });
});
