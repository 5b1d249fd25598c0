import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { DataError, random, type Split } from '@equipoise/core';
import { beforeAll, describe, expect, it } from 'vitest';

import { classBalance, type LoadedDataset, type SplitBalance } from '../../src/index.ts';
import { loadMultiMnist } from '../../src/loaders/multi-mnist.ts';
import { at, inputOf, valuesOf } from '../support/known.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const installed = join(dirname(createRequire(import.meta.url).resolve('mnist')), 'digits');
const digitFiles = Array.from({ length: 10 }, (_, digit) => `${digit}.json`);

describe('multi-mnist', () => {
  let dataset: LoadedDataset;
  beforeAll(async () => {
    dataset = await loadMultiMnist();
  });

  it('has 10,000 images in three splits, with a left and a right digit', () => {
    const { train, validation, test } = dataset.splits;
    expect([train.size, validation.size, test.size]).toEqual([7000, 1000, 2000]);
    expect(dataset.inputs).toEqual({ image: { shape: [28, 28, 1], dtype: 'float32' } });
    expect(train.inputs.image).toHaveLength(7000 * 784);
    expect(dataset.tasks.map(({ name, kind }) => [name, kind.name, kind.outputs.shape])).toEqual([
      ['left', 'multiclass', [10]],
      ['right', 'multiclass', [10]],
    ]);
  });

  it('has each of MNIST’s first 10,000 digits once on the left', () => {
    // The labels of MNIST's first 10,000 training images, counted from the file of the original.
    const counts = [1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978];
    const [left] = classBalance(dataset);
    const total = (digit: number): number =>
      Object.values<SplitBalance>({ ...left?.splits }).reduce((sum, { classes }) => sum + (classes?.[digit] ?? 0), 0);
    expect(counts.map((_, digit) => total(digit))).toEqual(counts);
  });

  it('composes every image as the recipe says, of two digits of its own split', () => {
    const digits = digitFiles.map((file) => readDigits(join(installed, file)));
    const labelOf = digits.flatMap((own, digit) => own.map(() => digit));
    const pixelsOf = digits.flat();
    const order = random(0).fork('split').permutation(10_000);
    const members = { test: order.slice(0, 2000), validation: order.slice(2000, 3000), train: order.slice(3000) };
    for (const name of ['train', 'validation', 'test'] as const) {
      const split = dataset.splits[name];
      const stream = random(0).fork(`${name} pairs`);
      for (let index = 0; index < split.size; index += 1) {
        const left = at(members[name], index);
        const right = at(members[name], stream.integer(split.size));
        expect(valuesOf(split, 'left')[index]).toBe(labelOf[left]);
        expect(valuesOf(split, 'right')[index]).toBe(labelOf[right]);
        if (index % 500 !== 0) continue;
        const image = inputOf(split, 'image').slice(index * 784, (index + 1) * 784);
        expect(image).toEqual(recipe(at(pixelsOf, left), at(pixelsOf, right)));
      }
    }
  });

  it('gives the same bits for the same seed, and other splits for another', async () => {
    const { splits } = await loadMultiMnist({ seed: 0 });
    const pixels = (split: Split): Buffer => Buffer.from(inputOf(split, 'image').buffer);
    expect(pixels(splits.test).equals(pixels(dataset.splits.test))).toBe(true);
    expect(splits.test.labels).toEqual(dataset.splits.test.labels);
    const other = await loadMultiMnist({ seed: 1 });
    expect(other.splits.test.labels).not.toEqual(dataset.splits.test.labels);
  });

  it('begins with the same training images when it keeps fewer', async () => {
    const { splits } = await loadMultiMnist({ size: 5 });
    expect(splits.train.size).toBe(5);
    expect(splits.train.inputs.image).toEqual(inputOf(dataset.splits.train, 'image').slice(0, 5 * 784));
    expect(valuesOf(splits.train, 'right')).toEqual(valuesOf(dataset.splits.train, 'right').slice(0, 5));
    expect(splits.validation.labels).toEqual(dataset.splits.validation.labels);
  });
});

describe('multi-mnist, given another file', () => {
  const folder = temporaryFolder();

  /** The message of loading a file with these bytes. */
  async function given(bytes: Uint8Array): Promise<string> {
    const path = join(folder(), 'digits.bin.gz');
    await writeFile(path, bytes);
    const error: unknown = await loadMultiMnist({}, path).catch((thrown: unknown) => thrown);
    if (!(error instanceof DataError)) throw new Error('loaded, or failed in another way', { cause: error });
    return error.message;
  }

  it('names a missing file', async () => {
    await expect(loadMultiMnist({}, join(folder(), 'none.bin.gz'))).rejects.toThrow(
      /^multi-mnist: cannot read .*none\.bin\.gz: it is not there \(ENOENT\)\.$/,
    );
  });

  it('names a file that is not compressed, or was cut', async () => {
    expect(await given(new Uint8Array(784))).toMatch(
      /^multi-mnist: cannot decompress .*digits\.bin\.gz: incorrect header/,
    );
    expect(await given(gzipSync(new Uint8Array(784)).subarray(0, 20))).toMatch(
      /^multi-mnist: cannot decompress .*: unexpected end/,
    );
  });

  it('says so when digits are missing', async () => {
    expect(await given(gzipSync(new Uint8Array(784)))).toMatch(
      /digits\.bin\.gz: must have 10000 entries, received 1\.$/,
    );
  });
});

function readDigits(path: string): number[][] {
  const { data } = JSON.parse(readFileSync(path, 'utf8')) as { data: number[] };
  const pixels = data.map((share) => Math.round(share * 255));
  return Array.from({ length: pixels.length / 784 }, (_, index) => pixels.slice(index * 784, (index + 1) * 784));
}

/** MultiMNIST's recipe line by line, in arrays of arrays: canvas, two copies, maximum, every kept pixel normalised. */
function recipe(left: readonly number[], right: readonly number[]): Float32Array {
  const canvas = Array.from({ length: 36 }, () => new Array<number>(36).fill(0));
  const write = (row: number, column: number, value: number): void => {
    at(canvas, row)[column] = value;
  };
  for (let r = 0; r < 28; r += 1) for (let c = 0; c < 28; c += 1) write(r, c, at(left, r * 28 + c));
  for (let r = 6; r < 34; r += 1) for (let c = 6; c < 34; c += 1) write(r, c, at(right, (r - 6) * 28 + c - 6));
  for (let r = 6; r < 28; r += 1) {
    for (let c = 6; c < 28; c += 1) write(r, c, Math.max(at(left, r * 28 + c), at(right, (r - 6) * 28 + c - 6)));
  }
  // ⌊(k + ½) · 36/28⌋ for k = 0 … 27.
  const kept = [0, 1, 3, 4, 5, 7, 8, 9, 10, 12, 13, 14, 16, 17, 18, 19, 21, 22, 23, 25, 26, 27, 28, 30, 31, 32, 34, 35];
  return Float32Array.from(kept.flatMap((r) => kept.map((c) => (at(at(canvas, r), c) / 255 - 0.1307) / 0.3081)));
}
