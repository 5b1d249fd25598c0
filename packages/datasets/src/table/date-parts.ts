import {
  angleOfPart,
  type Columns,
  datePart,
  type DatePart,
  datePartNames,
  InvalidOptionError,
  type Table,
} from '@equipoise/core';

import { numbersIn } from './numbers-in.ts';

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
    if (!datePartNames.includes(name)) {
      throw new InvalidOptionError(owner, 'date part', datePartNames.join(', '), name);
    }
    const values = days.map((day) => datePart(name, day));
    const label = `${column}-${name}`;
    if (form === 'number' || angleOfPart(name, 0) === undefined) return [[label, values]];
    const angles = values.map((value) => angleOfPart(name, value) ?? 0);
    return [
      [`${label}-sin`, angles.map(Math.sin)],
      [`${label}-cos`, angles.map(Math.cos)],
    ];
  });
  return Object.fromEntries(columns);
}
