import { InvalidOptionError } from '@equipoise/core';

import { readTableOptions } from '../from-table.ts';
import { tableSplits } from '../splits/table-splits.ts';
import { checkTableOptions, namedColumns } from '../table-options.ts';
import { buildStream, type StreamedDataset } from './build-stream.ts';
import { ColumnStore } from './column-store.ts';
import { type StoredColumns, storedTable } from './stored-table.ts';
import type { FromStreamOptions } from './stream-options.ts';

/** Rows of a split in memory at most, unless its share is given. */
const mostHeldOut = 100_000;

/** What was read into a store. */
export interface ReadStream extends StoredColumns {
  /** What the reader had to decide by itself, a sentence each. */
  readonly warnings: readonly string[];
}

/** Where columns go, and which of them are kept. */
export interface StoreTarget {
  /** Where they go. */
  readonly store: ColumnStore;
  /** The names of the columns that are kept. */
  readonly wanted: ReadonlySet<string>;
}

/** Who reads what. */
export interface StreamReader {
  /** The function, for error messages. */
  readonly reader: string;
  /** The data set's name where the options give none. */
  readonly name: string;
  /** The names of the options that the function has besides. */
  readonly more?: readonly string[];
  /**
   * Reads the columns.
   *
   * @param target - Where they go, and which.
   */
  readonly read: (target: StoreTarget) => Promise<ReadStream>;
}

/**
 * Makes a data set of rows that come one after the other: the columns that are named go to a temporary file, what is learnt is learnt of one column after the other,
 * and encoded rows go to a second file, which training examples are fetched from.
 *
 * @param source - Who reads what.
 * @param options - The inputs, targets and splits.
 * @throws what `fromTable` throws.
 */
export async function fromStored(source: StreamReader, options: FromStreamOptions): Promise<StreamedDataset> {
  const { reader, more = [] } = source;
  checkTableOptions(reader, options, ['folder', ...more]);
  const { folder, name = source.name, onWarning } = options;
  if (folder !== undefined && typeof folder !== 'string') {
    throw new InvalidOptionError(reader, 'folder', 'the path of a folder', folder);
  }
  const wanted = new Set(namedColumns(options));
  const store = new ColumnStore(reader, wanted.size, folder);
  try {
    const { warnings, ...columns } = await source.read({ store, wanted });
    const table = storedTable(name, columns);
    const own = { ...options, name, table };
    const read = readTableOptions(own);
    const splits = tableSplits(read.deal, own, read.size, mostHeldOut);
    return await buildStream({
      ...read.build,
      table,
      splits,
      blockRows: store.rows,
      folder,
      onWarning,
      said: warnings,
    });
  } finally {
    store.file.close();
  }
}
