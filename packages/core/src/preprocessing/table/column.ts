/** The code of a missing cell in a {@link TextColumn}. */
export const missingCode = 0xffffffff;

/** Different texts by their number, from 0; a list of strings is one. */
export interface Levels {
  /** How many there are. */
  readonly length: number;
  /**
   * A text.
   *
   * @param index - Its number.
   */
  at(index: number): string | undefined;
}

/** A column whose cells are numbers. */
export interface NumberColumn {
  readonly kind: 'number';
  /** The numbers, NaN where a cell is missing. */
  readonly values: Float64Array;
  /** Whether they are times, in days since the beginning of 1970 (UTC). */
  readonly dates?: boolean;
}

/** A column of texts, each different text kept once. */
export interface TextColumn {
  readonly kind: 'text';
  /** The number of each cell's text, 4294967295 (2³² − 1) where the cell is missing. */
  readonly codes: Uint32Array;
  /** The texts by their number. */
  readonly levels: Levels;
}

/** A column of a table. */
export type TableColumn = NumberColumn | TextColumn;

const millisecondsInDay = 86_400_000;

/**
 * How many cells a column has.
 *
 * @param column - The column.
 */
export function lengthOf(column: TableColumn): number {
  return column.kind === 'number' ? column.values.length : column.codes.length;
}

/**
 * How many cells of a column are missing.
 *
 * @param column - The column.
 */
export function missingIn(column: TableColumn): number {
  let count = 0;
  // By index: an iterator would make an object a number.
  const length = lengthOf(column);
  if (column.kind === 'number') {
    for (let row = 0; row < length; row += 1) count += Number.isNaN(column.values[row]) ? 1 : 0;
  } else {
    for (let row = 0; row < length; row += 1) count += column.codes[row] === missingCode ? 1 : 0;
  }
  return count;
}

/**
 * What a cell says as text, or null where it is missing. A number is written as JavaScript writes it, a time as ISO 8601.
 *
 * @param column - The column.
 * @param row - The row, from 0.
 */
export function textAt(column: TableColumn, row: number): string | null {
  if (column.kind === 'number') {
    const value = column.values[row] ?? Number.NaN;
    return Number.isNaN(value) ? null : numberText(column, value);
  }
  const code = column.codes[row] ?? missingCode;
  return code === missingCode ? null : (column.levels.at(code) ?? null);
}

/**
 * The cells of a column: numbers, texts (`true` and `false` are such), and null where one is missing.
 *
 * @param column - The column.
 */
export function cellsOf(column: TableColumn): (string | number | null)[] {
  if (column.kind === 'number' && column.dates !== true) {
    return Array.from(column.values, (value) => (Number.isNaN(value) ? null : value));
  }
  return Array.from({ length: lengthOf(column) }, (_, row) => textAt(column, row));
}

/**
 * A value of a column of numbers as text.
 *
 * @param column - The column.
 * @param value - One of its values, not NaN.
 */
export function numberText({ dates }: Pick<NumberColumn, 'dates'>, value: number): string {
  if (dates !== true) return String(value);
  const text = new Date(value * millisecondsInDay).toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text;
}

/**
 * A time in days since the beginning of 1970 (UTC).
 *
 * @param date - The time.
 */
export function daysOf(date: Date): number {
  return date.getTime() / millisecondsInDay;
}
