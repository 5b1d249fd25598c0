import { DataError, type Table } from '@equipoise/core';

import { nodeProcess } from '../parse/node-process.ts';
import { checkNamedOnce } from '../table/check-names.ts';
import { arrowWorker } from './arrow-worker.ts';
import { decoded, moduleUrl, orSentence } from './decoding-thread.ts';
import type { PackedCells } from './packed-cells.ts';
import { PackedColumn } from './packed-column.ts';
import { type FileColumn, tableOfFile } from './packed-table.ts';
import { type ArrowVector, decimalOf, isDecimal } from './read-arrow.ts';

/** Who reads which file, and how long it may take. */
export interface ArrowRead {
  /** Who reads, for error messages. */
  readonly owner: string;
  /** The file. */
  readonly path: string;
  /** Seconds to wait for cells. */
  readonly patience: number;
}

/** What the thread sends first. */
interface ArrowHead {
  readonly rows: number;
  readonly fields: readonly (Pick<ArrowVector, 'type'> & { readonly name: string })[];
}

/**
 * Reads an Arrow IPC file, or a stream in a file, by apache-arrow in a thread of its own.
 *
 * @param options - The file.
 * @throws {@link @equipoise/core!DataError} that names the file, when it cannot be read, is not Arrow or is damaged, or apache-arrow is not installed.
 */
export async function readArrowFile({ owner, path, patience }: ArrowRead): Promise<Table> {
  const where = `${owner}: ${path}`;
  const [format, arrow] = ['Arrow', arrowUrl(owner, path)];
  const { stat } = nodeProcess(owner).getBuiltinModule('node:fs/promises');
  const { size: held } = await orSentence(where, format, () => stat(path));
  const decoding = { owner, path, format, program: arrowWorker, modules: { arrow }, held, patience };
  const columns = new Map<string, FileColumn>();
  let reading: { readonly head: ArrowHead; column: PackedColumn } | undefined;
  for await (const sent of decoded<ArrowHead | PackedCells>(decoding, Infinity)) {
    reading ??= startOf(where, sent[0] as ArrowHead);
    const { rows, fields } = reading.head;
    for (const packed of sent) {
      if ('kind' in packed) reading.column.add(converted(packed, fields[columns.size]?.type));
    }
    for (const { name } of fields.slice(columns.size)) {
      if (!reading.column.full) break;
      columns.set(name, reading.column.built(`${where}: column ${name}`));
      reading.column = new PackedColumn(rows);
    }
    if (columns.size === fields.length) break;
  }
  return tableOfFile(where, columns);
}

function startOf(where: string, head: ArrowHead): { readonly head: ArrowHead; column: PackedColumn } {
  checkNamedOnce(
    where,
    head.fields.map(({ name }) => name),
  );
  return { head, column: new PackedColumn(head.rows) };
}

/** The thread leaves decimals as apache-arrow has them. */
function converted(packed: PackedCells, type: ArrowVector['type'] | undefined): PackedCells {
  if (packed.kind !== 'values' || !type || !isDecimal(type)) return packed;
  const numbers = packed.values.map((cell) => (cell === null ? Number.NaN : decimalOf(cell as Uint32Array, type)));
  return { kind: 'numbers', values: Float64Array.from(numbers) };
}

function arrowUrl(owner: string, path: string): string {
  try {
    return moduleUrl(owner, 'apache-arrow');
  } catch (error) {
    throw new DataError(`${owner}: ${path}: needs the npm package apache-arrow: npm install apache-arrow.`, {
      cause: error,
    });
  }
}
