import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as tf from '@tensorflow/tfjs-core';
import { afterAll, afterEach, describe, expect, it } from 'vitest';

import { compile, CompileError, encodeOnnx, exportOnnx, hostCallback, randomUniform } from '../../src/index.ts';
import { difference, noise } from '../support.ts';
import { messages, readMessage, text } from './protobuf-reader.ts';
import { feed, open, runtimes } from './session.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-export-'));
const file = (name: string): string => join(folder, name);

afterAll(() => {
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  tf.disposeVariables();
});

describe.each(runtimes)('exportOnnx, read by %s', (runtime) => {
  it('computes what the function computes, by the names of its inputs and outputs', async () => {
    const weights = tf.variable(noise([3, 2], 1));
    const fn = ({ left, right }: { left: tf.Tensor; right: tf.Tensor }): { sum: tf.Tensor; score: tf.Tensor } => ({
      sum: tf.add(left, right),
      score: tf.sigmoid(tf.matMul(left, weights)),
    });
    const shape = [4, 3];
    await exportOnnx(fn, { inputs: { left: { shape }, right: { shape } } }, file('names.onnx'));
    const session = await open(runtime, readFileSync(file('names.onnx')));
    expect(session.inputNames).toEqual(['left', 'right']);
    expect(session.outputNames).toEqual(['sum', 'score']);
    const given = { left: noise(shape, 2), right: noise(shape, 3) };
    const found = await feed(runtime, session, given);
    const expected = fn(given);
    expect(difference(found.sum?.data ?? [], expected.sum.dataSync())).toBeLessThan(1e-6);
    expect(difference(found.score?.data ?? [], expected.score.dataSync())).toBeLessThan(1e-6);
    await session.release();
  });

  it('holds the newest values of the variables, synced or not', async () => {
    const level = tf.variable(tf.scalar(1));
    const grow = compile(() => {
      level.assign(tf.mul(level, 10));
      return tf.add(level, 0);
    });
    await grow.onHost();
    const read = ({ x }: { x: tf.Tensor }): { y: tf.Tensor } => ({ y: tf.mul(x, level) });
    const session = await open(runtime, await encodeOnnx(read, { inputs: { x: { shape: [1] } } }));
    await grow.onHost();
    expect((await feed(runtime, session, { x: tf.tensor1d([2]) })).y?.data).toEqual(Float32Array.of(20));
    await grow.dispose();
    await session.release();
  });

  it('keeps types: int32 and bool in, indices out as int32', async () => {
    const fn = ({ ids, mask }: { ids: tf.Tensor; mask: tf.Tensor }): Record<string, tf.Tensor> => ({
      best: tf.argMax(tf.where(mask, ids, tf.zerosLike(ids)), 1),
      not: tf.logicalNot(mask),
    });
    const inputs = { ids: { shape: [2, 3], dtype: 'int32' }, mask: { shape: [2, 3], dtype: 'bool' } } as const;
    const session = await open(runtime, await encodeOnnx(fn, { inputs }));
    const ids = tf.tensor2d([1, 5, 9, 7, 3, 2], [2, 3], 'int32');
    const mask = tf.tensor2d([1, 1, 0, 0, 1, 1], [2, 3], 'bool');
    const { best, not } = await feed(runtime, session, { ids, mask });
    expect([best?.type, ...(best?.data ?? [])]).toEqual(['int32', 1, 1]);
    expect([not?.type, ...(not?.data ?? [])]).toEqual(['bool', 0, 0, 1, 1, 0, 0]);
    await session.release();
  });

  it('takes texts as numbers and gives indices as texts, by any names', async () => {
    const fn = ({ length }: { length: tf.Tensor }): Record<string, tf.Tensor> => ({
      number: tf.mul(length, 2),
      'length index': tf.cast(tf.greater(length, 0), 'int32'),
      integer: tf.argMax(tf.concat([length, tf.neg(length)], 1), 1),
    });
    const texts = {
      numbers: new Map([
        ['', -0.5],
        ['größe', 1.5],
      ]),
      otherwise: -3,
    };
    const model = await encodeOnnx(fn, {
      inputs: { length: { shape: ['batch', 1], texts } },
      texts: { integer: ['first', 'zweite'] },
    });
    const session = await open(runtime, model);
    const found = await feed(runtime, session, { length: tf.tensor2d(['größe', 'none', ''], [3, 1], 'string') });
    expect([...(found.number?.data ?? [])]).toEqual([3, -6, -1]);
    expect([...(found['length index']?.data ?? [])]).toEqual([1, 0, 0]);
    expect(found.integer).toMatchObject({ type: 'string', data: ['first', 'zweite', 'zweite'], dims: [3] });
    await session.release();
  });

  it('gives inputs, constants and a value twice as outputs, and takes an input that it ignores', async () => {
    const three = tf.scalar(3);
    const fn = ({ v1 }: { v1: tf.Tensor; ignored: tf.Tensor }): Record<string, tf.Tensor> => {
      const double = tf.mul(v1, 2);
      return { same: v1, three, once: double, twice: double };
    };
    const inputs = { v1: { shape: [2] }, ignored: { shape: [1] } };
    const session = await open(runtime, await encodeOnnx(fn, { inputs }));
    expect(session.inputNames).toEqual(['v1', 'ignored']);
    const found = await feed(runtime, session, { v1: tf.tensor1d([1, 2]), ignored: tf.tensor1d([0]) });
    expect(Object.values(found).map(({ data }) => [...data])).toEqual([[1, 2], [3], [2, 4], [2, 4]]);
    await session.release();
  });
});

describe('exportOnnx', () => {
  const square = ({ x }: { x: tf.Tensor }): { y: tf.Tensor } => ({ y: tf.square(x) });
  const inputs = { x: { shape: [2] } };

  it('states the versions of format and operators, the producer, and the given metadata', async () => {
    const metadata = { licence: 'CC0', 'trained on': 'penguins · 344' };
    const told = { inputs, name: 'square', description: 'Squares.', version: 7, metadata };
    const model = readMessage(await encodeOnnx(square, told));
    expect(model.get(1)).toEqual([8]); // ir_version
    expect(messages(model, 8).map((set) => [text(set, 1), set.get(2)])).toEqual([['', [17]]]); // opset_import
    expect(text(model, 2)).toBe('equipoise'); // producer_name
    expect(model.get(5)).toEqual([7]); // model_version
    expect(text(model, 6)).toBe('Squares.'); // doc_string
    expect(text(messages(model, 7)[0], 2)).toBe('square'); // graph.name
    const found = messages(model, 14).map((entry) => [text(entry, 1), text(entry, 2)]); // metadata_props
    expect(Object.fromEntries(found)).toEqual(metadata);
  });

  it('replaces a file, and leaves nothing else behind', async () => {
    const path = file('replaced.onnx');
    writeFileSync(path, 'old');
    await exportOnnx(square, { inputs }, path);
    expect(new Uint8Array(readFileSync(path))).toEqual(await encodeOnnx(square, { inputs }));
    expect(readdirSync(folder).filter((name) => name.includes('replaced'))).toEqual(['replaced.onnx']);
  });

  it('leaves an old file as it was, and nothing else, when it cannot export', async () => {
    const path = file('kept.onnx');
    writeFileSync(path, 'old');
    await expect(exportOnnx(({ x }) => ({ y: randomUniform(x.shape) }), { inputs }, path)).rejects.toThrow(
      CompileError,
    );
    expect(readFileSync(path, 'utf8')).toBe('old');
    await expect(exportOnnx(square, { inputs }, join(folder, 'none', 'x.onnx'))).rejects.toThrow('ENOENT');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('leaves no tensors behind', async () => {
    const before = tf.memory();
    await encodeOnnx(square, { inputs: { x: { shape: ['batch', 2] } } });
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numBytes).toBe(before.numBytes);
  });

  const counting = ({ x }: { x: tf.Tensor }): { y: tf.Tensor } => {
    const count = tf.variable(tf.scalar(0), true, 'count');
    count.assign(tf.sum(x));
    return { y: tf.add(count, 0) };
  };
  it.each([
    ['draws random numbers', ({ x }: { x: tf.Tensor }) => ({ y: randomUniform(x.shape) })],
    ['draws random numbers by an op', ({ x }: { x: tf.Tensor }) => ({ y: tf.dropout(x, 0.5) }), 'random number'],
    ['calls the host', ({ x }: { x: tf.Tensor }) => ({ y: hostCallback([x], { shape: [1] }, () => [1]) })],
    ['assigns the variable count', counting],
    [
      'gives no object of tensors',
      ({ x }: { x: tf.Tensor }) => x as unknown as Record<string, tf.Tensor>,
      'must give an object',
    ],
    [
      'gives an output the name of an input',
      ({ x }: { x: tf.Tensor }) => ({ x: tf.neg(x) }),
      'the name x must not be both',
    ],
    ['has an op without a translation', ({ x }: { x: tf.Tensor }) => ({ y: tf.unique(x).values }), 'Unique'],
  ])('is an error when the function %s', async (sentence, fn, part = sentence) => {
    const exported = encodeOnnx(fn, { inputs });
    await expect(exported).rejects.toThrow(CompileError);
    await expect(exported).rejects.toThrow(part);
  });

  it.each([
    ['a length below 0', { inputs: { x: { shape: [-1, 2] } } }, 'must be a whole number or a name, received [-1,2]'],
    ['half a length', { inputs: { x: { shape: [1.5] } } }, 'must be a whole number or a name, received [1.5]'],
    [
      'two axes of any length',
      { inputs: { x: { shape: ['batch', 'length'] } } },
      'one axis may be of any length, received batch and length',
    ],
    ['half a version', { inputs, version: 1.5 }, 'option `version` must be a whole number, received 1.5'],
  ])('is an error for %s', async (_, signature, sentence) => {
    await expect(encodeOnnx(square, signature)).rejects.toThrow(sentence);
  });
});
