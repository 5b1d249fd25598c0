import { basename } from 'node:path';

import { DataError } from '@equipoise/core';
import { type FileTable, fromTable, readTable as readFile, type TableDataset } from '@equipoise/datasets';

import { targetColumns } from './target-text.ts';
import type { TableSource } from './trial-config.ts';
import { tableDigest } from './table-digest.ts';
import type { TableReading } from './table-reading.ts';

/** A table of the user's own, as its file holds it. */
export interface ReadTable {
  /** The file's name: what the data set is called. */
  readonly name: string;
  /** Its columns. */
  readonly table: FileTable;
  /** A hash of the names of the columns and of every cell: another content has another digest. */
  readonly digest: string;
}

/** What decides which rows of a table are in which split. */
export interface TableSplit {
  /** Decides which rows are for training, for choosing and for reporting. */
  readonly seed: number;
  /** Training rows kept at most. */
  readonly size?: number | undefined;
}

/**
 * Reads a table of a file: CSV, Parquet, JSON lines, a JSON array or Arrow.
 *
 * @param file - Its path.
 * @param reading - How it is written, where it is CSV.
 * @throws {@link @equipoise/core!DataError} when it cannot be read, or is no table.
 */
export async function readTable(file: string, reading: TableReading = {}): Promise<ReadTable> {
  const table = await readFile(file, reading);
  return { name: basename(file), table, digest: tableDigest(table) };
}

/**
 * Makes a data set of a table that was read.
 *
 * @param read - The table.
 * @param source - What its columns are, and what is done with inputs that are missing or were not seen.
 * @param split - The seed, and how many training rows to keep.
 * @throws {@link @equipoise/core!DataError} when a column is not what the source says; names the column and the line.
 */
export function tableDataset(
  { name, table }: ReadTable,
  { inputs, targets, onMissing, onUnseen }: Pick<TableSource, 'inputs' | 'targets' | 'onMissing' | 'onUnseen'>,
  { seed, size }: TableSplit,
): TableDataset {
  return fromTable({
    name,
    table,
    inputs: Object.fromEntries(inputs),
    targets: targetColumns(targets),
    seed,
    ...(onMissing === undefined ? {} : { onMissing }),
    ...(onUnseen === undefined ? {} : { onUnseen }),
    ...(size === undefined ? {} : { size }),
  });
}

/**
 * Loads the table of a trial.
 *
 * @param source - The table.
 * @param split - The seed, and how many training rows to keep.
 * @throws {@link @equipoise/core!DataError} when the file no longer holds what it held when the trials were planned.
 */
export async function loadTable(source: TableSource, split: TableSplit): Promise<TableDataset> {
  const read = await readTable(source.file, source.reading);
  if (read.digest !== source.digest) {
    throw new DataError(`${read.name}: must stay as it is while models are trained on it, ${source.file} has changed.`);
  }
  return tableDataset(read, source, split);
}
