import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { afterEach, describe, expect, it } from 'vitest';

import { encodeOnnx } from '../../src/index.ts';
import { difference, noise } from '../support.ts';
import { boundCases, functionCases, layerCases } from './any-length-cases.ts';
import { exportedModels } from './models.ts';
import { messages, readMessage, text } from './protobuf-reader.ts';
import { feed, open, type Runtime, runtimes } from './session.ts';

afterEach(() => {
  tf.disposeVariables();
});

/** Compares a model in a file with what it was made of, on batches of several sizes. */
async function compare(
  fn: (x: tf.Tensor) => tf.Tensor,
  example: readonly number[],
  readers: readonly Runtime[] = ['onnxruntime-node'],
): Promise<void> {
  const bytes = await encodeOnnx(({ x }) => ({ y: fn(x) }), { inputs: { x: { shape: ['batch', ...example] } } });
  for (const runtime of readers) {
    const session = await open(runtime, bytes);
    for (const size of [1, 23, 40]) {
      const x = noise([size, ...example], size);
      const expected = fn(x);
      const { y } = await feed(runtime, session, { x });
      expect(y?.dims).toEqual(expected.shape);
      expect(difference(y?.data ?? [], expected.dataSync())).toBeLessThan(1e-5);
    }
    await session.release();
  }
}

describe('an axis of any length', () => {
  it.each(Object.entries(exportedModels))('is right for %s', async (_, { example, make }) => {
    await compare(make(), example, runtimes);
  });

  it.each(Object.entries(layerCases))('is right for the layer %s', async (_, [example, layer]) => {
    const input = layers.input({ shape: [...example] });
    const model = layers.model({ inputs: input, outputs: layer().apply(input) as layers.SymbolicTensor });
    await compare((x) => model.predict(x) as tf.Tensor, example);
  });

  it.each(Object.entries(functionCases))('is right for %s', async (_, fn) => {
    await compare(fn, [4, 4]);
  });

  it.each(Object.entries(boundCases))('is an error for a function that would %s', async (_, fn) => {
    const exported = encodeOnnx(({ x }) => ({ y: fn(x) }), { inputs: { x: { shape: ['batch', 4, 4] } } });
    await expect(exported).rejects.toThrow(/^exportOnnx: .* for every length of the axis batch; give a number/);
  });

  it('is named in the file, and a length that follows from it is left open', async () => {
    const fn = ({ x, ids }: { x: tf.Tensor; ids: tf.Tensor }): Record<string, tf.Tensor> => ({
      rows: tf.gather(x, tf.cast(ids, 'int32')),
      all: tf.reshape(x, [-1]),
    });
    const inputs = { x: { shape: ['n', 3] }, ids: { shape: ['n'], dtype: 'int32' } } as const;
    const [graph] = messages(readMessage(await encodeOnnx(fn, { inputs })), 7);
    const shapeOf = (value: ReturnType<typeof readMessage>): unknown => [
      text(value, 1),
      ...messages(value, 2)
        .flatMap((type) => messages(type, 1))
        .flatMap((tensor) => messages(tensor, 2))
        .flatMap((shape) => messages(shape, 1))
        .map((axis) => axis.get(1)?.[0] ?? (text(axis, 2) || '?')),
    ];
    expect([11, 12].flatMap((field) => messages(graph ?? new Map(), field).map(shapeOf))).toEqual([
      ['x', 'n', 3],
      ['ids', 'n'],
      ['rows', 'n', 3],
      ['all', '?'],
    ]);
  });
});
