import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';

import { encodeOnnx } from '../../src/index.ts';
import { difference, noise } from '../support.ts';
import { exportedModels } from './models.ts';
import { messages, readMessage, text } from './protobuf-reader.ts';
import { feed, open } from './session.ts';

afterEach(() => {
  tf.disposeVariables();
});

/** How many rows of two numbers a tensor has. */
const rows = (x: tf.Tensor): number => x.size / 2;

describe('an axis of any length', () => {
  it.each(Object.entries(exportedModels))('is right for %s', async (_, { example, make }) => {
    const model = make();
    const signature = { inputs: { x: { shape: ['batch', ...example] } } };
    const bytes = await encodeOnnx(({ x }) => ({ y: model(x) }), signature);
    for (const runtime of ['onnxruntime-node', 'onnxruntime-web'] as const) {
      const session = await open(runtime, bytes);
      for (const size of [1, 23, 40]) {
        const x = noise([size, ...example], size);
        const expected = model(x);
        const { y } = await feed(runtime, session, { x });
        expect(y?.dims).toEqual(expected.shape);
        expect(difference(y?.data ?? [], expected.dataSync())).toBeLessThan(1e-5);
      }
      await session.release();
    }
  });

  it('is named in the file, in inputs and outputs, and a length that follows from it is left open', async () => {
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

  it('takes parts of all rows, and spreads over all rows', async () => {
    const fn = ({ x }: { x: tf.Tensor }): Record<string, tf.Tensor> => ({
      last: tf.slice(x, [0, 1], [-1, 2]),
      both: tf.concat([x, tf.onesLike(x)], 1),
      spread: tf.broadcastTo(tf.sum(x, 1, true), x.shape),
    });
    const session = await open('onnxruntime-node', await encodeOnnx(fn, { inputs: { x: { shape: ['rows', 3] } } }));
    const x = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
    const { last, both, spread } = await feed('onnxruntime-node', session, { x });
    expect([...(last?.data ?? [])]).toEqual([2, 3, 5, 6]);
    expect([...(both?.data ?? [])]).toEqual([1, 2, 3, 1, 1, 1, 4, 5, 6, 1, 1, 1]);
    expect([...(spread?.data ?? [])]).toEqual([6, 6, 6, 15, 15, 15]);
    await session.release();
  });

  it.each([
    ['the length as a number', ({ x }: { x: tf.Tensor }) => ({ y: tf.mul(x, rows(x)) })],
    [
      'numbers of as many rows',
      ({ x }: { x: tf.Tensor }) => ({ y: tf.add(x, tf.reshape(tf.range(0, 2 * rows(x)), x.shape)) }),
    ],
    ['the last row', ({ x }: { x: tf.Tensor }) => ({ y: tf.slice(x, [rows(x) - 1, 0], [1, 2]) })],
    ['rows one by one', ({ x }: { x: tf.Tensor }) => ({ y: tf.add(tf.unstack(x)[0] ?? x, 1) })],
  ])('is an error where the graph would be another for another length: %s', async (_, fn) => {
    const exported = encodeOnnx(fn, { inputs: { x: { shape: ['batch', 2] } } });
    await expect(exported).rejects.toThrow(/^exportOnnx: .* for every length of the axis batch; give a number/);
  });
});
