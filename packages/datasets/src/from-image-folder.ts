import {
  checkKnownOptions,
  type Dataset,
  type DataSource,
  InvalidOptionError,
  random,
  type Split,
} from '@equipoise/core';

import type { FromImageFolderOptions } from './from-image-folder-options.ts';
import { imageParts } from './image/build-images.ts';
import { channelScale } from './image/channel-scale.ts';
import type { ImageForm } from './image/fit-image.ts';
import { eachRow, folderReader } from './image/folder-reader.ts';
import { folderTable } from './image/folder-table.ts';
import { imageCache } from './image/image-cache.ts';
import { checkDecoder } from './image/read-image.ts';
import { completeSeedAndSize } from './load-options.ts';
import { nodeProcess } from './parse/node-process.ts';
import { checkSplitOptions, defaultShare } from './splits/check-split-options.ts';
import { dealRows } from './splits/deal-rows.ts';
import { completeTargets, labelColumns } from './table-options.ts';

/** Training images that mean and deviation of the channels are taken from, at most. */
const mostForScale = 1000;

/**
 * Makes a data set of a folder of images (see {@link readImage}): with the classes of its sub-folders, or with a table that names the files, their targets and
 * their masks. Images are brought to one size (bilinear, masks by the nearest pixel), and standardised by the mean and deviation of the channels of training
 * images (the first 1,000). Only validation and test images have to fit in memory with `lazy`.
 *
 * @example
 * const dataset = await fromImageFolder({
 *   folder: 'photos',
 *   image: { height: 64, width: 64 },
 *   table: 'photos/labels.csv',
 *   targets: { animal: 'multiclass', age: 'regression' },
 *   masks: { outline: { classes: ['ground', 'animal'] } },
 * });
 *
 * @param options - The folder, what is predicted, and how images are dealt.
 * @throws {@link @equipoise/core!DataError} when a file or a cell is not what it must be; names it.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is out of its range.
 */
export async function fromImageFolder(options: FromImageFolderOptions): Promise<Dataset> {
  checkOptions(options);
  const { name = 'images', masks = {}, split = 'random', lazy = false, keep = 1000 } = options;
  const { validation = defaultShare, test = defaultShare } = options;
  const { seed, size } = completeSeedAndSize(name, options);
  const form: ImageForm = { channels: 3, ...options.image };
  const table = await folderTable(name, options);
  const targets = completeTargets(options.targets ?? (Object.keys(masks).length > 0 ? {} : { class: 'multiclass' }));
  const isGiven = typeof split === 'object' && 'given' in split;
  const rows = dealRows(
    { owner: name, table, rule: split, labels: labelColumns(targets), stream: random(seed).fork('split') },
    {
      validation: Math.round(table.rows * validation),
      ...(!isGiven && test > 0 && { test: Math.round(table.rows * test) }),
    },
    size,
  );
  const reader = folderReader(name, table, options, form);
  const first = await eachRow(rows.train.slice(0, mostForScale), reader.imageAt);
  const { inputs, tasks, preprocessing, labelsOf } = imageParts({
    name,
    splits: { train: { table, rows: rows.train }, validation: { table, rows: rows.validation } },
    size: form,
    scale: channelScale(first, form.channels),
    targets,
  });
  const labels = labelsOf(table);
  const splitOf = async (own: Uint32Array, imageAt = reader.imageAt): Promise<Split> => ({
    size: own.length,
    inputs: preprocessing.encode({ image: await eachRow(own, imageAt) }, name).inputs,
    labels: { ...labels(own), ...(await reader.masksOf(own)) },
  });
  const kept = imageCache(reader.imageAt, keep);
  let digest: Promise<string> | undefined;
  const source: DataSource = {
    size: rows.train.length,
    // Their files are read once, when a run first asks.
    digest: () => (digest ??= sourceDigest()),
    gather: (indices) =>
      splitOf(
        indices.map((index) => rows.train[index] ?? 0),
        kept,
      ),
  };
  const sourceDigest = async (): Promise<string> => {
    const hash = nodeProcess(name).getBuiltinModule('node:crypto').createHash('sha256');
    hash.update(JSON.stringify([await reader.digestOf(rows.train), preprocessing.config, masks]));
    for (const [task, { values, mask }] of Object.entries(labels(rows.train))) {
      hash.update(task).update(values);
      if (mask) hash.update(mask);
    }
    return hash.digest('hex');
  };
  return {
    name,
    inputs,
    tasks: [...tasks, ...reader.maskTasks],
    preprocessing,
    splits: {
      train: lazy ? source : await splitOf(rows.train),
      validation: await splitOf(rows.validation),
      ...(rows.test && { test: await splitOf(rows.test) }),
    },
  };
}

function checkOptions(options: FromImageFolderOptions): void {
  const { name = 'images', image, keep = 1000, decoder = 'javascript' } = options;
  checkKnownOptions<FromImageFolderOptions>(name, options, {
    name: true,
    folder: true,
    image: true,
    table: true,
    file: true,
    targets: true,
    masks: true,
    split: true,
    validation: true,
    test: true,
    lazy: true,
    keep: true,
    maxPixels: true,
    decoder: true,
    seed: true,
    size: true,
  });
  checkDecoder(name, decoder);
  const { split, validation, test } = options;
  const shares = { ...(validation !== undefined && { validation }), ...(test !== undefined && { test }) };
  checkSplitOptions(name, { ...(split !== undefined && { split }), ...shares });
  const { height, width, channels = 3 } = image;
  const sides = [height, width].every((side) => Number.isInteger(side) && side >= 1);
  if (!sides || ![1, 3].includes(channels)) {
    const expected = 'height and width, whole numbers of at least 1, and channels, 1 or 3';
    throw new InvalidOptionError(name, 'image', expected, image);
  }
  if (!(Number.isInteger(keep) && keep >= 0)) {
    throw new InvalidOptionError(name, 'keep', 'a whole number of at least 0', keep);
  }
}
