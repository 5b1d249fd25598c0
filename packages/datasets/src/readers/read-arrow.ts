import { type Table, toTable } from '@equipoise/core';

import { checkNamedOnce } from '../table/check-names.ts';

/** What {@link readArrow} reads of a column of an Arrow table. */
export interface ArrowVector {
  /** How many cells it has. */
  readonly length: number;
  /** How many are null. */
  readonly nullCount: number;
  /** What the cells are. */
  readonly type: { readonly typeId: number; readonly scale?: number };
  /**
   * A cell.
   *
   * @param index - Its row.
   */
  get(index: number): unknown;
  /** All cells: a typed array where they are numbers. */
  toArray(): unknown;
}

/** What {@link readArrow} reads of an Arrow table. */
export interface ArrowTable {
  /** The columns. */
  readonly schema: { readonly fields: readonly { readonly name: string }[] };
  /** How many rows it has. */
  readonly numRows: number;
  /**
   * A column.
   *
   * @param index - Its place.
   */
  getChildAt(index: number): ArrowVector | null;
}

/** Types of apache-arrow by their numbers. */
const [decimal, date, timestamp] = [7, 8, 10];

/**
 * The table that an Apache Arrow table holds. Works with `apache-arrow`, and so with what nodejs-polars
 * (`tableFromIPC(frame.writeIPC())`), arquero (`table.toArrow()`) and DuckDB give.
 *
 * @example
 * const dataset = fromTable({ table: readArrow(tableFromIPC(bytes)), inputs: { age: 'numeric' }, targets: { churn: 'binary' } });
 *
 * @param table - The table.
 * @throws {@link @equipoise/core!DataError} when two columns have one name.
 */
export function readArrow(table: ArrowTable): Table {
  const owner = 'readArrow';
  const names = table.schema.fields.map(({ name }) => name);
  checkNamedOnce(owner, names);
  return toTable(
    owner,
    Object.fromEntries(names.map((name, index) => [name, cellsOf(table.getChildAt(index), table.numRows)])),
  );
}

function cellsOf(vector: ArrowVector | null, rows: number): ArrayLike<unknown> {
  if (!vector) return new Array<null>(rows).fill(null);
  const { type } = vector;
  if (isDecimal(type)) return cellList(vector, (cell) => decimalOf(cell as Uint32Array, type));
  if (type.typeId === date || type.typeId === timestamp) return cellList(vector, (cell) => new Date(Number(cell)));
  const cells = vector.nullCount === 0 ? vector.toArray() : [];
  return ArrayBuffer.isView(cells) ? (cells as Float64Array) : cellList(vector, (cell) => cell);
}

function cellList(vector: ArrowVector, read: (cell: unknown) => unknown): readonly unknown[] {
  return Array.from({ length: vector.length }, (_, row) => {
    const cell = vector.get(row);
    return cell === null || cell === undefined ? null : read(cell);
  });
}

/**
 * Whether a type of Arrow is a decimal.
 *
 * @param type - The type.
 */
export function isDecimal({ typeId }: ArrowVector['type']): boolean {
  return typeId === decimal;
}

/**
 * The number of a decimal.
 *
 * @param words - 32-bit words of two's complement, the lowest first.
 * @param type - Its type, which says how many digits are behind the point.
 */
export function decimalOf(words: Uint32Array, { scale = 0 }: ArrowVector['type']): number {
  const unsigned = words.reduceRight((value, word) => (value << 32n) | BigInt(word), 0n);
  return Number(BigInt.asIntN(32 * words.length, unsigned)) / 10 ** scale;
}
