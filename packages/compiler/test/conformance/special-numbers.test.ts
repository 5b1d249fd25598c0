import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { compile } from '../../src/index.ts';
import { type Computation, exactly, tensorOf } from './conformance-case.ts';

const atNan = [exactly([NaN])];

/** Where compiled functions give other numbers than TensorFlow.js' cpu backend: what is given, ours, theirs. */
const differences: readonly (readonly [string, ReturnType<typeof exactly>[], Computation, number[], number[]])[] = [
  ['sign', atNan, (x) => tf.sign(x), [NaN], [0]],
  ['pow', [exactly([1]), exactly([NaN])], (x, y) => tf.pow(x, y), [1], [NaN]],
  ['atan2', [exactly([Infinity]), exactly([Infinity])], (x, y) => tf.atan2(x, y), [NaN], [Math.fround(Math.PI / 4)]],
  ['atan2', [exactly([0]), exactly([-0])], (x, y) => tf.atan2(x, y), [0], [Math.fround(Math.PI)]],
  ['cast', [exactly([NaN, Infinity])], (x) => tf.cast(x, 'int32'), [-(2 ** 31), -(2 ** 31)], [0, 0]],
  [
    'resizeBilinear',
    [exactly([NaN, 1, 2, 3])],
    (x) =>
      tf.slice(
        tf.image.resizeBilinear(tf.reshape<tf.Rank.R4>(x, [1, 2, 2, 1]), [3, 3], true),
        [0, 2, 2, 0],
        [1, 1, 1, 1],
      ),
    [NaN],
    [3],
  ],
];

describe('numbers that are not finite', () => {
  it.each(differences)('differ from TensorFlow.js: %s', async (_, inputs, compute, ours, theirs) => {
    await tf.setBackend('cpu');
    const tensors = inputs.map(tensorOf);
    const fn = compile((...xs: Tensor[]) => compute(...xs) as Tensor, { engine: 'native' });
    expect([...(await fn.onHost(...tensors)).data]).toEqual(ours);
    await fn.dispose();
    const expected = compute(...tensors);
    expect(Array.isArray(expected) ? [] : [...expected.dataSync()]).toEqual(theirs);
  });

  it.each(['native', 'wasm'] as const)('NaN stays NaN in relu and its slope (%s)', async (engine) => {
    const values = [NaN, -Infinity, -1, -0, 0, 2 ** -126, 1, Infinity];
    const fn = compile((x: Tensor) => [tf.step(x), tf.grad((y) => tf.relu(y))(x)] as const, { engine });
    for (const { data } of await fn.onHost({ data: Float32Array.from(values), shape: [8] })) {
      expect([...data]).toEqual([NaN, 0, 0, 0, 0, 1, 1, 1]);
    }
    await fn.dispose();
  });

  it('spread through a nearest resize to their own pixels only', async () => {
    const fn = compile((x: Tensor) => tf.image.resizeNearestNeighbor(x as Tensor4D, [2, 4]), { engine: 'native' });
    const { data } = await fn.onHost({ data: Float32Array.of(NaN, 1, 2, Infinity), shape: [1, 2, 2, 1] });
    expect([...data]).toEqual([NaN, NaN, 1, 1, 2, 2, Infinity, Infinity]);
    await fn.dispose();
  });
});
