import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { compile } from '../src/index.ts';

describe('a compiled function', () => {
  it('traces once for each shape', async () => {
    let traces = 0;
    const fn = compile((x: tf.Tensor) => ((traces += 1), tf.sum(x)), { engine: 'native' });
    for (const length of [2, 3, 2, 3]) await fn.onHost({ data: new Float32Array(length).fill(1), shape: [length] });
    expect(traces).toBe(2);
    await fn.dispose();
  });

  it('keeps the 32 traces used last, and warns when shapes keep changing', async () => {
    const warnings: string[] = [];
    const listen = (warning: Error): void => void warnings.push(warning.message);
    process.on('warning', listen);
    let traces = 0;
    const fn = compile((x: tf.Tensor) => ((traces += 1), tf.sum(x)), { engine: 'native' });
    const call = (length: number): Promise<unknown> => fn.onHost({ data: new Float32Array(length), shape: [length] });
    for (let length = 1; length <= 32; length += 1) await call(length);
    await call(1);
    await call(33);
    expect(traces).toBe(33);
    await call(1);
    expect(traces).toBe(33);
    await call(2);
    expect(traces).toBe(34);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', listen);
    expect(warnings.filter((warning) => warning.includes('more than 32 different shapes'))).toHaveLength(1);
    await fn.dispose();
  });

  it('traces for each setting', async () => {
    const fn = compile((x: tf.Tensor, double: boolean) => (double ? tf.mul(x, 2) : x), { engine: 'native' });
    expect((await fn.onHost({ data: Float32Array.of(3), shape: [1] }, true)).data[0]).toBe(6);
    expect((await fn.onHost({ data: Float32Array.of(3), shape: [1] }, false)).data[0]).toBe(3);
    await fn.dispose();
  });
});
