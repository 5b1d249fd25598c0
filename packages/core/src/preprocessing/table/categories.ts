import { cellError, type ColumnPlace } from './cell.ts';
import { type TableColumn, missingCode, numberText } from './column.ts';

/** The index of a missing cell in {@link categoryIndices}. */
export const missingIndex = -1;

/** The index of a category that is not among the names in {@link categoryIndices}. */
export const unseenIndex = -2;

/**
 * How many different values some rows of a column hold, missing cells not counted.
 *
 * @param column - The column.
 * @param rows - Which rows; all of them when left out.
 */
export function distinctIn(column: TableColumn, rows?: Uint32Array): number {
  return column.kind === 'number' ? numbersIn(column.values, rows) : codesIn(column, rows).length;
}

/**
 * The categories that some rows of a column hold, in order: by value when all read as numbers, else by character code. Missing cells count for
 * nothing; TRUE, True and true are one category where a column holds nothing but true and false.
 *
 * @param column - The column.
 * @param place - Whose it is, for error messages.
 * @param rows - Which rows; all of them when left out.
 * @throws {@link DataError} when a cell is an infinite number.
 */
export function categoriesIn(column: TableColumn, place: ColumnPlace, rows?: Uint32Array): readonly string[] {
  if (column.kind === 'number') {
    checkFinite(column.values, place);
    const values = [...valuesIn(column.values, rows)].sort((a, b) => a - b);
    return values.map((value) => numberText(column, value));
  }
  const texts = codesIn(column, rows).map((code) => column.levels.at(code) ?? '');
  const names = texts.every(isTruthWord) ? [...new Set(texts.map((text) => text.toLowerCase()))] : texts;
  const numeric = names.every((name) => Number.isFinite(Number(name)));
  return numeric ? names.sort((a, b) => Number(a) - Number(b)) : names.sort();
}

/**
 * The index of each cell's category among names, {@link missingIndex} or {@link unseenIndex}. 1, "1" and "1.0" are one category, and so are
 * TRUE and true.
 *
 * @param column - The column.
 * @param names - The categories.
 */
export function categoryIndices(column: TableColumn, names: readonly string[]): Int32Array {
  const find = finder(names);
  if (column.kind === 'text') {
    const ofLevel = Int32Array.from({ length: column.levels.length }, (_, code) => find(column.levels.at(code) ?? ''));
    const indices = new Int32Array(column.codes.length);
    column.codes.forEach((code, row) => {
      indices[row] = code === missingCode ? missingIndex : (ofLevel[code] ?? 0);
    });
    return indices;
  }
  const known = new Map<number, number>();
  const indices = new Int32Array(column.values.length);
  column.values.forEach((value, row) => {
    if (Number.isNaN(value)) {
      indices[row] = missingIndex;
      return;
    }
    let index = known.get(value);
    if (index === undefined) {
      index = find(numberText(column, value));
      known.set(value, index);
    }
    indices[row] = index;
  });
  return indices;
}

function finder(names: readonly string[]): (text: string) => number {
  const exact = new Map(names.map((name, index) => [name, index]));
  const sameName = new Map<string, number>();
  names.forEach((name, index) => {
    if (!sameName.has(canonical(name))) sameName.set(canonical(name), index);
  });
  return (text) => exact.get(text) ?? sameName.get(canonical(text)) ?? unseenIndex;
}

/**
 * One spelling of what is written in several ways: numbers, true and false. A code with leading zeros is no number.
 *
 * @param text - The text.
 */
export function canonical(text: string): string {
  if (isTruthWord(text)) return text.toLowerCase();
  const number = Number(text);
  const plain = text.trim() !== '' && Number.isFinite(number) && !/^[+-]?0\d/.test(text) && text.length < 17;
  return plain ? String(number) : text;
}

/**
 * Whether a text is true or false, whatever its capitals.
 *
 * @param text - The text.
 */
export function isTruthWord(text: string): boolean {
  return /^(?:true|false)$/i.test(text);
}

function codesIn({ codes, levels }: Extract<TableColumn, { kind: 'text' }>, rows: Uint32Array | undefined): number[] {
  const seen = new Uint8Array(levels.length);
  const see = (code: number): void => {
    if (code !== missingCode) seen[code] = 1;
  };
  if (rows) for (const row of rows) see(codes[row] ?? 0);
  else codes.forEach(see);
  const found: number[] = [];
  seen.forEach((flag, code) => {
    if (flag === 1) found.push(code);
  });
  return found;
}

/** How many different numbers there are. Many are sorted: that is far faster than a set of them. */
function numbersIn(values: Float64Array, rows: Uint32Array | undefined): number {
  const many = 10_000;
  const found = valuesIn(values, rows, many).size;
  if (found < many) return found;
  const sorted = (rows ? Float64Array.from(rows, (row) => values[row] ?? 0) : values.slice()).sort();
  let count = 0;
  // NaN is last, and differs from itself.
  for (let at = 0; at < sorted.length && !Number.isNaN(sorted[at]); at += 1) {
    if (at === 0 || sorted[at] !== sorted[at - 1]) count += 1;
  }
  return count;
}

function valuesIn(
  values: Float64Array,
  rows: Uint32Array | undefined,
  most = Number.POSITIVE_INFINITY,
): ReadonlySet<number> {
  const found = new Set<number>();
  const { length } = rows ?? values;
  for (let index = 0; index < length && found.size < most; index += 1) {
    const value = values[rows ? (rows[index] ?? 0) : index] ?? 0;
    if (!Number.isNaN(value)) found.add(value);
  }
  return found;
}

function checkFinite(values: Float64Array, place: ColumnPlace): void {
  const row = values.findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
  if (row < 0) return;
  throw cellError(place, { row, received: values[row], count: 1, expected: 'a category' });
}
