import { random, toTable } from '@equipoise/core';

import type { LoadedDataset } from '../card.ts';
import { buildImages, rowsOfTable } from '../image/build-images.ts';
import type { ChannelScale } from '../image/channel-scale.ts';
import { mnistSize } from '../image/mnist-scale.ts';
import type { CompleteLoadOptions } from '../load-options.ts';
import { digitImages, type Digits } from '../parse/mnist-digits.ts';
import type { FindFile } from '../remote/find-files.ts';
import { dealRows } from '../splits/deal-rows.ts';
import type { TargetOptions } from '../table/targets.ts';
import { readMnistPart } from './mnist-files.ts';

/** What images in the format of MNIST show. */
export interface MnistLike extends CompleteLoadOptions {
  /** The name of the data set. */
  readonly name: string;
  /** Finds the files. */
  readonly file: FindFile;
  /** How pixels are standardised. */
  readonly scale: ChannelScale;
  /** The columns of the targets, from labels. */
  readonly columns: (labels: Uint8Array) => Readonly<Record<string, readonly string[]>>;
  /** What is predicted. */
  readonly targets: Readonly<Record<string, TargetOptions>>;
}

type Read = Promise<Omit<LoadedDataset, 'card'>>;

/**
 * Reads both parts: the published test file for testing, a tenth of the training images at random for validation.
 *
 * @param options - The data set.
 * @throws {@link @equipoise/core!DataError} when a file is missing, or not what it must be.
 */
export async function readMnistLike(options: MnistLike): Read {
  const { name, file, seed, size, columns, ...rest } = options;
  const tableOf = (part: Digits): ReturnType<typeof toTable> =>
    toTable(name, { image: digitImages(part), ...columns(part.labels) });
  const table = tableOf(await readMnistPart(name, file, 'train'));
  const testTable = tableOf(await readMnistPart(name, file, 't10k'));
  const rows = dealRows(
    { owner: name, table, rule: 'random', labels: [], stream: random(seed).fork('split') },
    { validation: Math.round(table.rows / 10) },
    size,
  );
  return buildImages({
    name,
    size: mnistSize,
    ...rest,
    splits: {
      train: { table, rows: rows.train },
      validation: { table, rows: rows.validation },
      test: { table: testTable, rows: Uint32Array.from({ length: testTable.rows }, (_, row) => row) },
    },
  });
}

/**
 * Reads the test file only, and deals its images at random: 70 % for training, 10 % for validation, 20 % for testing.
 *
 * @param options - The data set.
 * @throws {@link @equipoise/core!DataError} when a file is missing, or not what it must be.
 */
export async function readMnistTestFile(options: MnistLike): Read {
  const { name, file, seed, size, columns, ...rest } = options;
  const digits = await readMnistPart(name, file, 't10k');
  const table = toTable(name, { image: digitImages(digits), ...columns(digits.labels) });
  const rows = dealRows(
    { owner: name, table, rule: 'random', labels: [], stream: random(seed).fork('split') },
    { validation: Math.round(table.rows / 10), test: Math.round(table.rows / 5) },
    size,
  );
  return buildImages({ name, size: mnistSize, ...rest, splits: rowsOfTable(table, rows) });
}
