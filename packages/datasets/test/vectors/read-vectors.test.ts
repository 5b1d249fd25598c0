import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { adam, fit, readTensors, tokenEncoder, vocabularyOf, writeTensorDocument } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { fromTexts, readNpy, readVectors, vectorsOfMatrix } from '../../src/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const temporary = temporaryFolder();
const tokens = ['cat', 'dog', 'new york', 'zebra'];
/** Padding, the unknown token, cat, dog, "new york"; zebra has none. */
const expected = {
  width: 3,
  values: Float32Array.of(0, 0, 0, 0, 0, 0, 0.5, -1, 2, 1e-3, 0, 3, 4, 5, 6, 0, 0, 0),
  known: Uint8Array.of(0, 0, 1, 1, 1, 0),
  found: 3,
  coverage: '3 of 4 tokens found',
};
const lines = ['cat 0.5 -1 2', 'the 9 9 9', 'dog 1e-3 0 3', 'new york 4 5 6', 'cat 7 7 7'];

function write(name: string, content: string | Uint8Array): string {
  const path = join(temporary(), name);
  writeFileSync(path, content);
  return path;
}

/** As word2vec.c writes it: "%lld %lld\n", then for each word "%s ", its floats, and "\n", which gensim leaves out. */
function binary(words: readonly string[], { end = '\n', count = words.length } = {}): Uint8Array {
  const parts = words.map((line) => {
    const [, word = '', numbers = ''] = /^(.*?) ((?:\S+ ){2}\S+)$/.exec(line) ?? [];
    const floats = Float32Array.from(numbers.split(' '), Number);
    return [Buffer.from(`${word.replace(' ', '_')} `), Buffer.from(floats.buffer), Buffer.from(end)];
  });
  return Buffer.concat([Buffer.from(`${count} 3\n`), ...parts.flat()]);
}

describe('readVectors', () => {
  it.each([
    ['GloVe', `${lines.join('\n')}\n`],
    ['word2vec, with a first line of sizes', `5 3\n${lines.join('\n')}\n`],
    ['fastText, with a blank at the end of lines', `5 3\n${lines.join(' \n')} \n`],
    ['compressed with gzip', gzipSync(lines.join('\n'))],
  ])('reads text: %s', async (_, content) => {
    expect(await readVectors(write('vectors.vec', content), { tokens })).toEqual(expected);
  });

  it.each(['\n', ''])("reads word2vec's binary form, with and without ends of lines (%j)", async (end) => {
    const words = tokens.map((token) => token.replace(' ', '_'));
    expect(await readVectors(write('vectors.bin', binary(lines, { end })), { tokens: words })).toEqual(expected);
  });

  it('reads a binary file of more than a megabyte, however words fall into pieces', async () => {
    const many = Array.from({ length: 90_000 }, (_, index) => `w${index} ${index} ${index + 1} ${-index}`);
    const path = write('many.bin', binary(many));
    const wanted = ['w89999', 'w43690', 'w0', 'none'];
    const { values, found } = await readVectors(path, { tokens: wanted });
    expect(found).toBe(3);
    expect([...values.slice(6)]).toEqual([89_999, 90_000, -89_999, 43_690, 43_691, -43_690, 0, 1, 0, 0, 0, 0]);
  });

  it.each([
    ['a.vec', 'cat 1 2 3\ndog 1 2\n', 'a.vec: line 2: must be a word and 3 numbers, received "dog 1 2".'],
    ['a.vec', 'cat 1 2 3\ndog 1 x 3\n', 'a.vec: line 2: must have a number in each cell, received "x".'],
    ['a.vec', 'dog\n', 'a.vec: line 1: must be a word and its vector, received "dog".'],
    ['a.vec', '', 'a.vec: must have a vector, has none.'],
    ['a.bin', 'cat 1 2 3\n', 'a.bin: must begin with the number of words and the length of a vector'],
    ['a.bin', binary(lines, { count: 6 }), 'a.bin: must have 6 words, ends or is damaged at word 6.'],
    ['a.bin', binary(lines).subarray(0, 12), 'a.bin: must have 5 words, ends or is damaged at word 1.'],
    ['a.bin', binary(['cat NaN 1 2']), 'a.bin: word 1: must have finite numbers.'],
    ['a.bin', Buffer.from([0xba, 0x16, 0x4f, 0x2f, 1, 2]), 'a.bin: is a model of fastText, not vectors: give its .vec'],
  ])('says what is wrong in one sentence, case %#', async (name, content, message) => {
    await expect(readVectors(write(name, content), { tokens })).rejects.toThrow(message);
  });

  it('refuses options that it does not know', async () => {
    const path = write('a.vec', lines.join('\n'));
    await expect(readVectors(path, { tokens: 'cat' as never })).rejects.toThrow('`tokens` must be a list of texts');
    await expect(readVectors(path, { tokens, format: 'txt' as never })).rejects.toThrow('(did you mean text?)');
    await expect(readVectors(join(temporary(), 'none.bin'), { tokens })).rejects.toThrow('readVectors: cannot read');
  });
});

describe('vectorsOfMatrix', () => {
  it('takes rows of an array of a npy file', async () => {
    // numpy.save: magic, version 1.0, the length of the header, a dictionary padded to 64 bytes, the numbers.
    const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (4, 3), }".padEnd(117) + '\n';
    const start = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, header.length, 0]);
    const rows = Float32Array.of(0.5, -1, 2, 9, 9, 9, 1e-3, 0, 3, 4, 5, 6);
    const path = write('vectors.npy', Buffer.concat([start, Buffer.from(header), Buffer.from(rows.buffer)]));
    const words = ['cat', 'the', 'dog', 'new york'];
    expect(vectorsOfMatrix({ matrix: await readNpy(path), words, tokens })).toEqual(expected);
  });

  it('takes rows of a tensor of a safetensors file by their words', () => {
    const path = join(temporary(), 'vectors.safetensors');
    const rows = [0.5, -1, 2, 9, 9, 9, 1e-3, 0, 3, 4, 5, 6];
    const tensors = { table: { data: Float32Array.from(rows), shape: [4, 3] } };
    writeTensorDocument(path, { kind: 'vectors', schema: 1 }, { tensors, body: {} });
    const matrix = readTensors(path).table ?? { data: new Float32Array(0), shape: [] };
    const words = ['cat', 'the', 'dog', 'new york'];
    expect(vectorsOfMatrix({ matrix, words, tokens })).toEqual(expected);
    expect(() => vectorsOfMatrix({ matrix, words: ['cat'], tokens })).toThrow(
      'vectorsOfMatrix: the matrix must have 1 rows, one for each word, its shape is [4,3].',
    );
    expect(() => readTensors(join(temporary(), 'none'))).toThrow(/none: there is no such file\.$/);
    expect(() => readTensors(write('bad.safetensors', 'cat 1 2 3'))).toThrow(
      /bad\.safetensors: it is no safetensors file\.$/,
    );
  });
});

const subjects = {
  food: ['bread', 'cheese', 'apple', 'soup', 'rice'],
  work: ['desk', 'mail', 'boss', 'office', 'phone'],
};
/** Two words of one subject. */
const rows = Object.entries(subjects).flatMap(([subject, words]) =>
  words.flatMap((first) => words.map((second) => ({ text: `${first} ${second}`, subject }))),
);

describe('an encoder that begins with vectors', () => {
  it('keeps frozen ones, and trains them otherwise', async () => {
    const text = Object.values(subjects).flatMap((words, subject) =>
      words.map((word, index) => `${word} ${subject === 0 ? 1 : -1} ${index / 10} 1`),
    );
    const dataset = fromTexts({ rows, column: 'text', tasks: { subject: 'binary' }, seed: 1 });
    const known = vocabularyOf(dataset.preprocessing.inputs.text);
    const vectors = await readVectors(write('subjects.vec', text.join('\n')), { tokens: known });
    expect(vectors.coverage).toBe(`${known.length} of ${known.length} tokens found`);
    const embeddingOf = async (frozen: boolean): Promise<readonly number[]> => {
      const { model } = await fit({
        dataset: dataset,
        encoder: tokenEncoder({ vectors, filters: [4], window: 1 }),
        groups: [{ path: 'encoder/embedding', frozen }],
        balancer: { name: 'equal', needs: 'nothing', init: () => null, weigh: () => ({ weights: [1], state: null }) },
        optimizer: adam(),
        epochs: 3,
        keep: 'last',
        engine: 'wasm',
        learningRate: 0.01,
        seed: 1,
      });
      const file = join(temporary(), 'model.safetensors');
      model.save(file);
      await model.dispose();
      return [...(readTensors(file)['encoder/embedding/table']?.data ?? [])];
    };
    const start = [...vectors.values.slice(6)];
    expect((await embeddingOf(true)).slice(6)).toEqual(start);
    expect((await embeddingOf(false)).slice(6)).not.toEqual(start);
  });
});
