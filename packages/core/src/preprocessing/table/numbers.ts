import { cellError, type ColumnPlace } from './cell.ts';
import { type TableColumn, daysOf, missingCode, type TextColumn } from './column.ts';

const isoDate = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

/**
 * The number that a text says: a number, true (1) or false (0), or a time in ISO 8601, in days since the beginning of 1970 (UTC unless it names a zone); NaN when it
 * says none.
 *
 * @param text - The text.
 */
export function numberOf(text: string): number {
  const trimmed = text.trim();
  if (trimmed === '') return Number.NaN;
  const number = Number(trimmed);
  if (!Number.isNaN(number)) return number;
  if (/^true$/i.test(trimmed)) return 1;
  if (/^false$/i.test(trimmed)) return 0;
  return isIsoDate(trimmed) ? daysOf(new Date(inUtc(trimmed))) : Number.NaN;
}

/**
 * Whether a text is a date, or a date and a time, in ISO 8601.
 *
 * @param text - The text.
 */
export function isIsoDate(text: string): boolean {
  return isoDate.test(text) && !Number.isNaN(new Date(inUtc(text)).getTime());
}

function inUtc(text: string): string {
  const iso = text.replace(' ', 'T');
  return iso.includes('T') && !/(?:Z|[+-]\d\d:?\d\d)$/.test(iso) ? `${iso}Z` : iso;
}

/**
 * The numbers of a column, NaN where a cell is missing.
 *
 * @param column - The column.
 * @param place - Whose it is, for error messages.
 * @throws {@link DataError} when a cell holds no finite number.
 */
export function numbersOf(column: TableColumn, place: ColumnPlace): Float64Array {
  if (column.kind === 'text') return numbersOfTexts(column, place);
  const { values } = column;
  let [first, count] = [-1, 0];
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? 0;
    if (value - value === 0 || Number.isNaN(value)) continue; // The difference of an infinite number is none.
    if (first < 0) first = row;
    count += 1;
  }
  if (first < 0) return values;
  throw cellError(place, { row: first, received: values[first], count, expected: 'a finite number' });
}

function numbersOfTexts({ codes, levels }: TextColumn, place: ColumnPlace): Float64Array {
  const numbers = new Float64Array(levels.length);
  for (let level = 0; level < numbers.length; level += 1) numbers[level] = numberOf(levels.at(level) ?? '');
  const values = new Float64Array(codes.length);
  let [first, count] = [-1, 0];
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? 0;
    const value = code === missingCode ? Number.NaN : (numbers[code] ?? 0);
    values[row] = value;
    if (code === missingCode || Number.isFinite(value)) continue;
    if (first < 0) first = row;
    count += 1;
  }
  if (first < 0) return values;
  const text = levels.at(codes[first] ?? 0) ?? '';
  const received = Number.isNaN(Number(text)) ? text : Number(text);
  throw cellError(place, { row: first, received, count, expected: 'a finite number', hint: formatHint(text) });
}

/**
 * The option that a text would be read as a number with, in a sentence; undefined when there is none.
 *
 * @param text - The text.
 */
export function formatHint(text: string): string | undefined {
  if (/^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/.test(text)) {
    return 'if the comma stands between thousands, read the file with the option thousands ","';
  }
  if (/^[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+$/.test(text)) {
    return 'if the comma is a decimal one, read the file with the option decimal ","';
  }
  return undefined;
}
