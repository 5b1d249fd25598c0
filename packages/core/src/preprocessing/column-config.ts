import { isRecord } from '../is-record.ts';
import type { ColumnSpec } from '../layers/layer.ts';
import { datePartNames, type DatePart, isCyclic } from './date-parts.ts';
import { isKnots, type Knots } from './knots.ts';

/** A column of numbers: they are standardised, and then mapped by knots where there are any. */
export interface NumericColumn {
  /** Its name. */
  readonly name: string;
  readonly kind: 'numeric';
  /** The mean of the training rows. */
  readonly mean: number;
  /** Their standard deviation; 1 when they are all equal. */
  readonly deviation: number;
  /** Their median: what a missing cell is taken for. */
  readonly median: number;
  /** Whether training rows had missing cells: a second value, 0 or 1, says then that the cell was missing. */
  readonly missing: boolean;
  /** What standardised numbers are mapped to, such as by the quantiles of the training rows. */
  readonly knots?: Knots;
}

/** A column of categories: they are the index of their level. */
export interface CategoricalColumn {
  /** Its name. */
  readonly name: string;
  readonly kind: 'categorical';
  /** The categories of the training rows. */
  readonly levels: readonly string[];
  /** The index of the most frequent one: what a missing cell is taken for, unless there is a level for it. */
  readonly frequent: number;
  /** Whether training rows had missing cells: a level of its own is for them then, the last one. */
  readonly missing: boolean;
}

/** A column of dates: they are their parts. */
export interface DateColumn {
  /** Its name. */
  readonly name: string;
  readonly kind: 'date';
  /** The parts, each once: a part that begins again, such as the month, is a point on a circle (sine and cosine), `year` and `elapsed` are numbers. */
  readonly parts: readonly DatePart[];
  /** The mean time of the training rows, in days since the beginning of 1970: `year` and `elapsed` count from it. */
  readonly origin: number;
  /** The standard deviation of their times in days, which `year` and `elapsed` are counted in; 1 when they are all equal. */
  readonly deviation: number;
  /** Whether training rows had missing cells: a further value, 0 or 1, says then that the cell was missing. */
  readonly missing: boolean;
}

/** How one column becomes values of an input. */
export type ColumnConfig = NumericColumn | CategoricalColumn | DateColumn;

/** What is done with cells that say nothing, or nothing that was seen in training. */
export interface InputRules {
  /** A missing cell gets a level or a mark of its own where training rows had missing ones, else it is imputed; or it is an error. */
  readonly onMissing: 'impute' | 'error';
  /** A category that no training row has gets a level of its own, after those that are known, or is an error. */
  readonly onUnseen: 'unknown' | 'error';
}

/**
 * The values that a column becomes.
 *
 * @param column - The column.
 * @param rules - What is done with other cells.
 */
export function valuesOfColumn(column: ColumnConfig, { onUnseen }: InputRules): readonly ColumnSpec[] {
  const { name, missing } = column;
  if (column.kind === 'date') {
    const parts = column.parts.flatMap((part) =>
      isCyclic(part)
        ? [{ name: `${name} ${part} sin` }, { name: `${name} ${part} cos` }]
        : [{ name: `${name} ${part}` }],
    );
    return missing ? [...parts, { name: `${name} is missing` }] : parts;
  }
  if (column.kind === 'numeric') return missing ? [{ name }, { name: `${name} is missing` }] : [{ name }];
  return [{ name, levels: column.levels.length + Number(onUnseen === 'unknown') + Number(missing) }];
}

/**
 * Whether plain data is columns as they were fitted.
 *
 * @param value - The data, of whatever type: it may come from a file.
 */
export function isColumns(value: unknown): value is readonly ColumnConfig[] {
  return Array.isArray(value) && value.every((column) => isNumeric(column) || isCategorical(column) || isDate(column));
}

function isNumeric(value: unknown): boolean {
  if (!isRecord(value) || value.kind !== 'numeric' || !isNamed(value)) return false;
  const { mean, deviation, median, knots } = value;
  if (knots !== undefined && !isKnots(knots)) return false;
  return [mean, deviation, median].every(Number.isFinite) && (deviation as number) > 0;
}

function isDate(value: unknown): boolean {
  if (!isRecord(value) || value.kind !== 'date' || !isNamed(value)) return false;
  const { parts, origin, deviation } = value;
  if (!Array.isArray(parts) || parts.length === 0 || new Set(parts).size < parts.length) return false;
  const known = parts.every((part) => datePartNames.includes(part as DatePart));
  return known && [origin, deviation].every(Number.isFinite) && (deviation as number) > 0;
}

function isCategorical(value: unknown): boolean {
  if (!isRecord(value) || value.kind !== 'categorical' || !isNamed(value)) return false;
  const { levels, frequent } = value;
  if (!Array.isArray(levels) || !levels.every((level) => typeof level === 'string')) return false;
  return Number.isInteger(frequent) && (frequent as number) >= 0 && (frequent as number) < levels.length;
}

function isNamed({ name, missing }: Readonly<Record<string, unknown>>): boolean {
  return typeof name === 'string' && typeof missing === 'boolean';
}
