import { DataError, random, type Size, toTable } from '@equipoise/core';

import type { EachSplit } from '../map-splits.ts';
import type { NpyArray } from '../parse/npy.ts';
import type { TableRows } from '../table/build-dataset.ts';
import { fitImage, fitNearest } from './fit-image.ts';
import type { NpyStore } from './npy-store.ts';

/** Images and numbers of their pixels, as MTAN and LibMTL prepare them: `train/image/0.npy`, `val/label/0.npy` … */
export interface ScenesOptions {
  /** The data set, for error messages. */
  readonly name: string;
  /** The files. */
  readonly store: NpyStore;
  /** The numbers of a pixel in each folder beside `image`: 1 for `label` and `depth`, 3 for `normal`. */
  readonly labels: Readonly<Record<string, number>>;
  /** The size that all are brought to. */
  readonly size: Size;
  /** The most training examples. */
  readonly most: number;
  /** Decides which training images are for validation. */
  readonly seed: number;
}

/**
 * Reads scenes: a tenth of the training images, at random, for validation, and the published `val` for testing. Images become bytes and are resized; of
 * labels the nearest pixel is taken.
 *
 * @param options - What is read, and how.
 * @returns The rows of each split: columns `image`, and one for each folder of labels.
 * @throws {@link @equipoise/core!DataError} when a file is missing, damaged, or of another shape than its image.
 */
export async function readScenes(options: ScenesOptions): Promise<Required<EachSplit<TableRows>>> {
  const { name, store, most, seed } = options;
  const [all, test] = [scenesOf(options, 'train'), scenesOf(options, 'val')];
  const order = random(seed).fork('split').permutation(all.length);
  const held = Math.round(all.length / 10);
  const ids = (places: Uint32Array): readonly string[] => Array.from(places, (place) => all[place] ?? '');
  const chosen = {
    train: ids(order.slice(held, held + Math.min(most, all.length - held))),
    validation: ids(order.slice(0, held)),
    test,
  };
  const found = new Map<string, unknown>();
  const wanted = new Set(Object.values(chosen).flatMap((own) => own.flatMap((id) => filesOf(options, id))));
  for await (const [path, array] of store.read((own) => wanted.has(own))) found.set(path, fitted(options, path, array));
  const rowsOf = (own: readonly string[]): TableRows => {
    const columns = ['image', ...Object.keys(options.labels)].map((folder) => [
      folder,
      own.map((id) => found.get(fileOf(id, folder)) ?? null),
    ]);
    return { table: toTable(name, Object.fromEntries(columns) as never), rows: Uint32Array.from(own.keys()) };
  };
  return { train: rowsOf(chosen.train), validation: rowsOf(chosen.validation), test: rowsOf(chosen.test) };
}

/** The file of a scene, whose id is `train/0`, in a folder. */
function fileOf(id: string, folder: string): string {
  return id.replace('/', `/${folder}/`) + '.npy';
}

function filesOf({ labels }: ScenesOptions, id: string): readonly string[] {
  return ['image', ...Object.keys(labels)].map((folder) => fileOf(id, folder));
}

/** The ids of all scenes of a part, by their numbers. */
function scenesOf(options: ScenesOptions, part: string): readonly string[] {
  const { name, store } = options;
  const numbers = store.paths.flatMap((path) => {
    const [, own, number] = /^(\w+)\/image\/(\d+)\.npy$/.exec(path) ?? [];
    return own === part ? [Number(number)] : [];
  });
  if (numbers.length === 0) throw new DataError(`${name}: ${store.where} has no file ${part}/image/0.npy.`);
  const ids = numbers.sort((a, b) => a - b).map((number) => `${part}/${number}`);
  const there = new Set(store.paths);
  const missing = ids.flatMap((id) => filesOf(options, id)).find((path) => !there.has(path));
  if (missing !== undefined) throw new DataError(`${name}: ${store.where} has no file ${missing}.`);
  return ids;
}

function fitted({ name, store, labels, size }: ScenesOptions, path: string, { shape, values }: NpyArray): unknown {
  const folder = path.split('/')[1] ?? '';
  const each = folder === 'image' ? 3 : (labels[folder] ?? 1);
  const [height = 0, width = 0] = shape;
  const wrong = (expected: string): DataError => {
    return new DataError(`${name}: ${store.where}, ${path}: must have ${expected}, received (${shape.join(', ')}).`);
  };
  if (shape.length < 2 || values.length === 0 || values.length !== height * width * each) {
    throw wrong(`a shape of rows, columns and ${each}`);
  }
  if (folder !== 'image') return fitNearest({ width, height, data: values }, size);
  const inRange = values.every((value) => value >= 0 && value <= 1);
  if (!inRange) throw new DataError(`${name}: ${store.where}, ${path}: must have numbers from 0 to 1.`);
  const data = Uint8Array.from(values, (value) => Math.round(value * 255));
  return fitImage({ width, height, data }, { ...size, channels: 3 });
}
