import {
  imageInput,
  type Labels,
  labelsOfTable,
  type Preprocessing,
  preprocessing,
  type Split,
  type SplitName,
  type Table,
  type Task,
  type TensorSpec,
} from '@equipoise/core';

import { type AllSplits, type EachSplit, mapSplits } from '../map-splits.ts';
import type { TableRows } from '../table/build-dataset.ts';
import { fitTarget, type TargetOptions } from '../table/targets.ts';
import type { ChannelScale } from './channel-scale.ts';
import { listLabels, type ListTarget } from './image-tasks.ts';

/** What a data set of images is made from: a table whose column `image` holds them. */
export interface ImagesOptions<Splits = Readonly<Record<SplitName, TableRows>>> {
  /** Its name. */
  readonly name: string;
  /** Which rows of which table are in which split. */
  readonly splits: Splits;
  /** Rows of pixels, and pixels in a row, as the model is given them. */
  readonly size: { readonly height: number; readonly width: number };
  /** How channels are standardised. */
  readonly scale: ChannelScale;
  /** Columns that hold a class or a number, by the name of the task. */
  readonly targets: Readonly<Record<string, TargetOptions>>;
  /** Columns that hold lists, such as masks, by the name of the task. */
  readonly lists?: Readonly<Record<string, ListTarget>>;
}

/** A data set of images. */
export interface ImageDataset {
  /** Its name. */
  readonly name: string;
  /** The image. */
  readonly inputs: { readonly image: TensorSpec };
  /** What is predicted. */
  readonly tasks: readonly Task[];
  /** How images become inputs. */
  readonly preprocessing: Preprocessing<'image'>;
  /** The examples. */
  readonly splits: AllSplits;
}

/**
 * Encodes images and their labels.
 *
 * @param options - The table, its splits, and the tasks.
 * @throws {@link @equipoise/core!DataError} when an image or a label is not what it must be.
 */
export function buildImages(options: ImagesOptions): ImageDataset {
  const { inputs, tasks, preprocessing: encoder, labelsOf } = imageParts(options);
  const { name, splits } = options;
  return {
    name,
    inputs,
    tasks,
    preprocessing: encoder,
    splits: mapSplits(splits, ({ table, rows }: TableRows): Split => {
      return { size: rows.length, inputs: encoder.open(table, name)(rows).inputs, labels: labelsOf(table)(rows) };
    }),
  };
}

/** The parts of a data set of images, before any image is encoded. */
export interface ImageParts extends Omit<ImageDataset, 'name' | 'splits'> {
  /** Makes ready to read the labels of rows of a table. */
  readonly labelsOf: (table: Table) => (rows: Uint32Array) => Readonly<Record<string, Labels>>;
}

/**
 * The tasks of a data set of images, and how images become inputs: fitted to the training rows.
 *
 * @param options - What it is made from.
 * @throws {@link @equipoise/core!DataError} when a column is not what a task needs.
 */
export function imageParts({
  name,
  splits,
  size,
  scale,
  targets,
  lists = {},
}: ImagesOptions<EachSplit<TableRows>>): ImageParts {
  const { table, rows: train } = splits.train;
  const fitted = Object.entries(targets).map(([task, target]) =>
    fitTarget({ owner: name, table, name: task, target, train }),
  );
  const listed = Object.entries(lists).map(([task, { kind, column = task }]) => ({
    task: { name: task, kind },
    column,
  }));
  const columns = Object.fromEntries([...fitted, ...listed].map(({ task, column }) => [task.name, column]));
  const { height, width } = size;
  const pixels = imageInput({ column: 'image', height, width, ...scale });
  return {
    inputs: { image: pixels.spec },
    tasks: [...fitted, ...listed].map(({ task }) => task),
    preprocessing: preprocessing({ inputs: { image: pixels }, targets: columns }) as Preprocessing<'image'>,
    labelsOf(own) {
      const readers = [
        ...fitted.map(
          ({ task, column }) => [task.name, labelsOfTable(task.kind, { owner: name, table: own, column })] as const,
        ),
        ...listed.map(({ task, column }) => [task.name, listLabels(name, own, column, task.kind)] as const),
      ];
      return (rows) => Object.fromEntries(readers.map(([task, read]) => [task, read(rows)]));
    },
  };
}

/**
 * Rows of one table, for each split.
 *
 * @param table - The table.
 * @param rows - Which rows.
 */
export function rowsOfTable(table: Table, rows: EachSplit<Uint32Array>): Readonly<Record<SplitName, TableRows>> {
  const { train, validation, test = new Uint32Array(0) } = rows;
  return mapSplits({ train, validation, test }, (own: Uint32Array) => ({ table, rows: own }));
}
