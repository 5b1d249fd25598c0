import type { NumericColumn, InputRules } from './column-config.ts';
import type { ColumnWriter } from './column-writer.ts';
import { atKnots } from './knots.ts';
import type { ColumnPlace } from './table/cell.ts';
import type { TableColumn } from './table/column.ts';
import { numbersOf } from './table/numbers.ts';
import { refuseMissing } from './table/refuse-cells.ts';

/**
 * Makes ready to write the numbers of a column: standardised and mapped by its knots, the median where one is missing.
 *
 * @param config - How they are standardised.
 * @param rules - What is done with missing cells.
 * @param column - The column.
 * @param place - Whose it is, for error messages.
 * @throws {@link DataError} when a cell holds no finite number.
 */
export function numericWriter(
  { mean, deviation, median, missing: indicator, knots }: NumericColumn,
  { onMissing }: InputRules,
  column: TableColumn,
  place: ColumnPlace,
): ColumnWriter {
  const numbers = numbersOf(column, place);
  if (onMissing === 'error') refuseMissing(column, place, 'a finite number');
  return (rows, { values, width, offset }) => {
    let missing = 0;
    for (let index = 0, at = offset; index < rows.length; index += 1, at += width) {
      let number = numbers[rows[index] ?? 0] ?? 0;
      if (Number.isNaN(number)) {
        missing += 1;
        number = median;
        if (indicator) values[at + 1] = 1;
      }
      const standardised = (number - mean) / deviation;
      values[at] = knots ? atKnots(knots, standardised) : standardised;
    }
    return { missing, imputed: `median ${Number(median.toPrecision(6))}`, unseen: 0 };
  };
}
