import { type Columns, InvalidOptionError, type Table } from '@equipoise/core';

import { numbersIn } from './numbers-in.ts';

interface Part {
  /** The part of a time. */
  readonly of: (time: Date) => number;
  /** Its least value. */
  readonly first: number;
  /** After how many it begins again; a part that never does has none. */
  readonly period?: number;
}

const millisecondsInHour = 3_600_000;
const millisecondsInDay = 24 * millisecondsInHour;

const parts = {
  /** The year. */
  year: { of: (time) => time.getUTCFullYear(), first: 0 },
  /** The month, from 1 to 12. */
  month: { of: (time) => time.getUTCMonth() + 1, first: 1, period: 12 },
  /** The day of the month, from 1 to 31. */
  day: { of: (time) => time.getUTCDate(), first: 1, period: 31 },
  /** The day of the week, from 1, a Monday, to 7, a Sunday, as in ISO 8601. */
  weekday: { of: (time) => time.getUTCDay() || 7, first: 1, period: 7 },
  /** The day of the year, from 1 to 366. */
  yearday: {
    of: (time) => Math.floor((time.getTime() - Date.UTC(time.getUTCFullYear(), 0, 1)) / millisecondsInDay) + 1,
    first: 1,
    period: 365.25,
  },
  /** Hours since midnight, with minutes as a fraction, from 0 to 24. */
  hour: {
    of: (time) => (((time.getTime() % millisecondsInDay) + millisecondsInDay) % millisecondsInDay) / millisecondsInHour,
    first: 0,
    period: 24,
  },
  /** Days since the beginning of 1970, with the time of day as a fraction. */
  elapsed: { of: (time) => time.getTime() / millisecondsInDay, first: 0 },
} satisfies Record<string, Part>;

/** A part of a date. */
export type DatePart = keyof typeof parts;

/**
 * Columns of the parts of dates, NaN where a date is missing. A part that begins again, such as the hour, is a point on a circle unless told otherwise: two columns,
 *
 *     sin(2π · (x − first) / period)        cos(2π · (x − first) / period)
 *
 * so that 23 o'clock is as near to midnight as 1 o'clock. All parts are those of UTC, which times without a zone are taken for.
 *
 * @example
 * dateParts('house', table, 'date', ['hour', 'year']); // date-hour-sin, date-hour-cos, date-year
 *
 * @param owner - Whose table it is, for error messages.
 * @param table - The table.
 * @param column - The column of dates, in ISO 8601 or in days since the beginning of 1970.
 * @param wanted - `year`, `month` (1 to 12), `day` (1 to 31), `weekday` (1, a Monday, to 7), `yearday` (1 to 366), `hour` (0 to 24, minutes as a fraction), `elapsed` (days since the
 *   beginning of 1970).
 * @param form - `circle`, or `number` for one column a part.
 * @throws {@link @equipoise/core!DataError} when there is no such column, or a cell is no date.
 * @throws {@link @equipoise/core!InvalidOptionError} when a part does not exist.
 */
export function dateParts(
  owner: string,
  table: Table,
  column: string,
  wanted: readonly DatePart[],
  form: 'circle' | 'number' = 'circle',
): Columns {
  const days = numbersIn(owner, table, column);
  const columns = wanted.flatMap((name): [string, Float64Array][] => {
    if (!Object.hasOwn(parts, name)) {
      throw new InvalidOptionError(owner, 'date part', Object.keys(parts).join(', '), name);
    }
    const { of, first, period }: Part = parts[name];
    const values = days.map((day) => (Number.isNaN(day) ? day : of(new Date(Math.round(day * millisecondsInDay)))));
    const label = `${column}-${name}`;
    if (period === undefined || form === 'number') return [[label, values]];
    const angles = values.map((value) => (2 * Math.PI * (value - first)) / period);
    return [
      [`${label}-sin`, angles.map(Math.sin)],
      [`${label}-cos`, angles.map(Math.cos)],
    ];
  });
  return Object.fromEntries(columns);
}
