import { DataError, type Table, toTable } from '@equipoise/core';

import { readCsv } from '../csv/read-csv.ts';
import type { FromImageFolderOptions } from '../from-image-folder-options.ts';
import { listImages } from './list-images.ts';

/**
 * The table of the images of a folder: as given, or made of the files that are there.
 *
 * @param name - The name of the data set, for error messages.
 * @param options - Folder and table.
 * @throws {@link @equipoise/core!DataError} when the table cannot be read, or there is no image.
 */
export async function folderTable(
  name: string,
  { folder, table, file = 'file' }: Pick<FromImageFolderOptions, 'folder' | 'table' | 'file'>,
): Promise<Table> {
  if (typeof table === 'string') return readCsv(table);
  if (table !== undefined) return toTable(name, table);
  const files = await listImages(name, folder);
  const single = files.find((path) => !path.includes('/'));
  const classes = files.map((path) => (single === undefined ? path.slice(0, path.indexOf('/')) : null));
  return toTable(name, { [file]: files, ...(single === undefined && { class: classes }) });
}

/**
 * The path of each row's file.
 *
 * @param name - The name of the data set, for error messages.
 * @param table - The table.
 * @param column - The column of names.
 * @param join - Gives the path of a name.
 * @returns Undefined where the cell is missing.
 * @throws {@link @equipoise/core!DataError} when a cell is no name of a file.
 */
export function pathsOf(
  name: string,
  table: Table,
  column: string,
  join: (file: string) => string,
): readonly (string | undefined)[] {
  return Array.from(table.cells(column), (cell, row) => {
    if (cell === null || cell === undefined) return undefined;
    if (typeof cell === 'string' && cell !== '') return join(cell);
    throw new DataError(`${name}: column "${column}", ${table.describeRow(row)}: must be the name of a file.`);
  });
}
