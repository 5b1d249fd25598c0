import { createHash } from 'node:crypto';
import { basename } from 'node:path';

import { DataError } from '@equipoise/core';
import { type Cell, fromTable, readCsv, type Table, type TableDataset } from '@equipoise/datasets';

import type { TableSource } from './run-config.ts';

/** A table of the user's own, as its file holds it. */
export interface ReadTable {
  /** The file's name: what the data set is called. */
  readonly name: string;
  /** Its cells: text, or null where a cell is empty. */
  readonly table: Table;
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
 * Reads a CSV file with a header line.
 *
 * @param file - Its path.
 * @throws {@link @equipoise/core!DataError} when it cannot be read, or is no table.
 */
export async function readTable(file: string): Promise<ReadTable> {
  const table = await readCsv(file, { missing: [''] }); // NaN is refused where the column is used, not taken for a gap.
  return { name: basename(file), table, digest: createHash('sha256').update(JSON.stringify(table)).digest('hex') };
}

/**
 * Makes a data set of a table that was read.
 *
 * @param read - The table.
 * @param source - What its columns are.
 * @param split - The seed, and how many training rows to keep.
 * @throws {@link @equipoise/core!DataError} when a column is not what the source says, an input is empty, or a cell says NaN;
 *   names the column and the row, counted from 1 after the header.
 */
export function tableDataset(
  { name, table }: ReadTable,
  { inputs, targets }: Pick<TableSource, 'inputs' | 'targets'>,
  { seed, size }: TableSplit,
): TableDataset {
  for (const column of Object.keys(inputs)) checkCells(`${name}: column "${column}"`, table[column] ?? [], false);
  for (const column of Object.keys(targets)) checkCells(`${name}: column "${column}"`, table[column] ?? [], true);
  return fromTable({ name, table, inputs, targets, seed, ...(size === undefined ? {} : { size }) });
}

/**
 * Loads the table of a run.
 *
 * @param source - The table.
 * @param split - The seed, and how many training rows to keep.
 * @throws {@link @equipoise/core!DataError} when the file no longer holds what it held when the runs were planned.
 */
export async function loadTable(source: TableSource, split: TableSplit): Promise<TableDataset> {
  const read = await readTable(source.file);
  if (read.digest !== source.digest) {
    throw new DataError(`${read.name}: must stay as it is while models are trained on it, ${source.file} has changed.`);
  }
  return tableDataset(read, source, split);
}

/** Names the first cell of a column that says NaN, or nothing where something must be said. */
function checkCells(where: string, cells: readonly Cell[], mayBeEmpty: boolean): void {
  cells.forEach((cell, row) => {
    const text = String(cell ?? '').trim();
    if (text === '' && !mayBeEmpty) throw new DataError(`${where}, row ${row + 1}: must not be empty, it is an input.`);
    if (/^nan$/i.test(text)) throw new DataError(`${where}, row ${row + 1}: must be a value, received ${text}.`);
  });
}
