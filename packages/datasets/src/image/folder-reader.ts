import { DataError, type Labels, segmentation, type Table, type Task, toTable } from '@equipoise/core';

import type { FromImageFolderOptions } from '../from-image-folder-options.ts';
import { nodeProcess } from '../parse/node-process.ts';
import { digestsOf } from '../remote/digests.ts';
import { fitImage, fitMask, type ImageForm } from './fit-image.ts';
import { pathsOf } from './folder-table.ts';
import { listLabels } from './image-tasks.ts';
import { readImage } from './read-image.ts';

/** Reads the files that the rows of a table name. */
export interface FolderReader {
  /** The image of a row. */
  readonly imageAt: (row: number) => Promise<Uint8Array>;
  /** The tasks whose labels are masks. */
  readonly maskTasks: readonly Task[];
  /** The masks of rows, by the name of the task. */
  readonly masksOf: (rows: Uint32Array) => Promise<Readonly<Record<string, Labels>>>;
  /** A digest of the files of rows, images and masks: of their names and of what they hold. It reads all of them. */
  readonly digestOf: (rows: Uint32Array) => Promise<string>;
}

/**
 * Makes ready to read images and masks.
 *
 * @param name - The name of the data set, for error messages.
 * @param table - The table.
 * @param options - Folder, columns and masks.
 * @param form - The form that images are brought to.
 * @throws {@link @equipoise/core!DataError} when a cell is no name of a file.
 */
export function folderReader(
  name: string,
  table: Table,
  { folder, file = 'file', masks = {}, maxPixels, decoder }: FromImageFolderOptions,
  form: ImageForm,
): FolderReader {
  const node = nodeProcess(name).getBuiltinModule('node:path');
  const inFolder = (path: string): string => node.join(folder, path);
  const bound = { ...(maxPixels !== undefined && { maxPixels }), ...(decoder && { decoder }) };
  const paths = pathsOf(name, table, file, inFolder);
  const readers = Object.entries(masks).map(([task, { classes, column = task, ignore }]) => {
    const files = pathsOf(name, table, column, inFolder);
    const { height, width } = form;
    return {
      task: { name: task, kind: segmentation({ classes, height, width }) },
      files,
      maskAt: async (row: number): Promise<Int32Array | null> => {
        const path = files[row];
        if (path === undefined) return null;
        const values = fitMask(await readImage(path, { ...bound, indices: true }), form);
        return Int32Array.from(values, (value) => (value === ignore ? -1 : value));
      },
    };
  });
  return {
    async imageAt(row) {
      const path = paths[row];
      if (path !== undefined) return fitImage(await readImage(path, bound), form);
      throw new DataError(`${name}: column "${file}", ${table.describeRow(row)}: must be the name of a file.`);
    },
    maskTasks: readers.map(({ task }) => task),
    async masksOf(rows) {
      const all = Uint32Array.from(rows.keys());
      const labels: Record<string, Labels> = {};
      for (const { task, maskAt } of readers) {
        const own = { ...toTable(name, { mask: await eachRow(rows, maskAt) }), describeRow: rowNames(table, rows) };
        labels[task.name] = listLabels(`${name}: task ${task.name}`, own, 'mask', task.kind)(all);
      }
      return labels;
    },
    async digestOf(rows) {
      const hash = nodeProcess(name).getBuiltinModule('node:crypto').createHash('sha256');
      for (const files of [paths, ...readers.map((own) => own.files)]) {
        for (const row of rows) {
          const path = files[row];
          const held = path === undefined ? '' : (await digestsOf(name, path, { content: false })).sha256;
          hash.update(`${path === undefined ? '' : node.relative(folder, path)}\n${held}\n`);
        }
      }
      return hash.digest('hex');
    },
  };
}

/**
 * Reads something of each row, one after the other.
 *
 * @param rows - The rows.
 * @param read - Reads it.
 */
export async function eachRow<Value>(
  rows: Uint32Array,
  read: (row: number) => Promise<Value>,
): Promise<readonly Value[]> {
  const values: Value[] = [];
  for (const row of rows) values.push(await read(row));
  return values;
}

function rowNames(table: Table, rows: Uint32Array): (row: number) => string {
  return (row) => table.describeRow(rows[row] ?? 0);
}
