import type { DateColumn, InputRules } from './column-config.ts';
import type { ColumnWriter } from './column-writer.ts';
import { angleOfPart, datePart, type DatePart } from './date-parts.ts';
import type { ColumnPlace } from './table/cell.ts';
import type { TableColumn } from './table/column.ts';
import { numbersOf } from './table/numbers.ts';
import { refuseMissing } from './table/refuse-cells.ts';

/** Days in a year of the Gregorian calendar, on average. */
export const daysInYear = 365.2425;

/**
 * Makes ready to write the parts of dates: sine and cosine of those that begin again, the others in standard deviations from the origin. A date that is missing has 0 everywhere, which
 * is no point of a circle.
 *
 * @param config - The parts, and what they are counted from.
 * @param rules - What is done with missing cells.
 * @param column - The column: times in ISO 8601, or days since the beginning of 1970.
 * @param place - Whose it is, for error messages.
 * @throws {@link DataError} when a cell is no date.
 */
export function dateWriter(
  { parts, origin, deviation, missing: indicator }: DateColumn,
  { onMissing }: InputRules,
  column: TableColumn,
  place: ColumnPlace,
): ColumnWriter {
  const days = numbersOf(column, place);
  if (onMissing === 'error') refuseMissing(column, place, 'a date');
  const valuesOf = (part: DatePart, day: number): readonly number[] => {
    const value = datePart(part, day);
    const angle = angleOfPart(part, value);
    if (angle !== undefined) return [Math.sin(angle), Math.cos(angle)];
    return [part === 'year' ? ((value - 1970) * daysInYear - origin) / deviation : (value - origin) / deviation];
  };
  return (rows, { values, width, offset }) => {
    let missing = 0;
    for (let index = 0, start = offset; index < rows.length; index += 1, start += width) {
      const day = days[rows[index] ?? 0] ?? 0;
      let at = start;
      if (Number.isNaN(day)) missing += 1;
      else {
        for (const part of parts) {
          for (const value of valuesOf(part, day)) {
            values[at] = value;
            at += 1;
          }
        }
      }
      if (indicator && Number.isNaN(day)) values[start + widthOf(parts)] = 1;
    }
    return { missing, imputed: 'no date', unseen: 0 };
  };
}

function widthOf(parts: readonly DatePart[]): number {
  return parts.reduce((sum, part) => sum + (angleOfPart(part, 0) === undefined ? 1 : 2), 0);
}
