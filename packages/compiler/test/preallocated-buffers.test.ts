import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { compile, hostCallback, type HostTensor } from '../src/index.ts';

const shape = [40, 50];
const numbers = (scale: number): Float32Array =>
  Float32Array.from({ length: 2000 }, (_, index) => scale * (index - 999));

describe.each(['native', 'wasm'] as const)('a value that one graph hands over to the next (%s)', (engine) => {
  it('stays in one buffer in every run; the host and the caller get copies', async () => {
    const seen: HostTensor['data'][] = [];
    const fn = compile(
      (x: tf.Tensor) => {
        const square = tf.square(x);
        const factor = hostCallback([square], { shape: [] }, ({ data }) => {
          seen.push(data);
          return [seen.length];
        });
        return [square, tf.mul(square, factor)] as const;
      },
      { engine },
    );
    const scales = [1, 2, 3];
    const results = [];
    for (const scale of scales) results.push(await fn.onHost({ data: numbers(scale), shape }));
    for (const [index, scale] of scales.entries()) {
      const expected = numbers(scale).map((value) => value ** 2);
      expect(seen[index]).toEqual(expected);
      expect(results[index]?.map(({ data }) => data)).toEqual([expected, expected.map((value) => value * (index + 1))]);
    }
    await fn.dispose();
  });
});
