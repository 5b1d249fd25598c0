import { cellError, type ColumnPlace } from './cell.ts';
import { type TableColumn, daysOf, missingCode } from './column.ts';

/**
 * A column of cells in a list: text, numbers, booleans, bigints and dates. Dates become days since the beginning of 1970; a cell is missing that
 * is `null`, `undefined`, NaN, an invalid date or blank text.
 *
 * @param cells - The cells.
 * @param place - Whose they are, for error messages.
 * @throws {@link DataError} when a cell is of another kind.
 */
export function columnFromCells(cells: ArrayLike<unknown>, place: ColumnPlace): TableColumn {
  if (cells instanceof Float64Array) return { kind: 'number', values: cells };
  const kinds = kindsOf(cells, place);
  if (!kinds.has('other')) {
    const dates = kinds.has('date');
    if (!dates || !kinds.has('number')) return numbers(cells, dates);
  }
  const codes = new Uint32Array(cells.length);
  const levels = new Map<string, number>();
  for (let row = 0; row < cells.length; row += 1) {
    const cell = cells[row];
    codes[row] = isMissing(cell) ? missingCode : codeOf(levels, textOf(cell));
  }
  return { kind: 'text', codes, levels: [...levels.keys()] };
}

function numbers(cells: ArrayLike<unknown>, dates: boolean): TableColumn {
  const values = new Float64Array(cells.length);
  for (let row = 0; row < cells.length; row += 1) {
    const cell = cells[row];
    values[row] = isMissing(cell) ? Number.NaN : cell instanceof Date ? daysOf(cell) : Number(cell);
  }
  return dates ? { kind: 'number', values, dates } : { kind: 'number', values };
}

function codeOf(levels: Map<string, number>, text: string): number {
  const known = levels.get(text);
  if (known !== undefined) return known;
  levels.set(text, levels.size);
  return levels.size - 1;
}

/** Which kinds of cells there are: numbers, dates, and others. */
function kindsOf(cells: ArrayLike<unknown>, place: ColumnPlace): ReadonlySet<'number' | 'date' | 'other'> {
  const kinds = new Set<'number' | 'date' | 'other'>();
  for (let row = 0; row < cells.length; row += 1) {
    const cell = cells[row];
    if (isMissing(cell)) continue;
    if (cell instanceof Date) kinds.add('date');
    else if (typeof cell === 'number') kinds.add('number');
    else if (typeof cell === 'bigint') kinds.add(Number.isSafeInteger(Number(cell)) ? 'number' : 'other');
    else if (typeof cell === 'string' || typeof cell === 'boolean') kinds.add('other');
    else throw notACell(cells, row, place);
  }
  return kinds;
}

function notACell(cells: ArrayLike<unknown>, row: number, place: ColumnPlace): Error {
  const count = Array.from(cells).filter((cell) => !isMissing(cell) && !isCell(cell)).length;
  const expected = 'text, a number, a boolean, a bigint or a date';
  return cellError(place, { row, received: cells[row], count, expected });
}

/**
 * Whether a cell is a text, a number, a boolean, a bigint or a date.
 *
 * @param cell - The cell.
 */
export function isCell(cell: unknown): boolean {
  return ['string', 'number', 'boolean', 'bigint'].includes(typeof cell) || cell instanceof Date;
}

/**
 * Whether a cell is missing: see {@link columnFromCells}.
 *
 * @param cell - The cell.
 */
export function isMissing(cell: unknown): boolean {
  if (cell === null || cell === undefined || Number.isNaN(cell)) return true;
  if (typeof cell === 'string') return cell.trim() === '';
  return cell instanceof Date && Number.isNaN(cell.getTime());
}

function textOf(cell: unknown): string {
  return cell instanceof Date ? cell.toISOString() : String(cell);
}
