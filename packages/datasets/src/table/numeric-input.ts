import { DataError } from '@equipoise/core';

import type { FitColumn } from './fit-column.ts';
import type { ColumnEncoder } from './inputs.ts';
import { median } from './median.ts';
import { numbersOf, presentIn } from './numbers.ts';
import { refuseMissing } from './refuse-cells.ts';
import { fitScale } from './scale.ts';

/**
 * Learns to standardise a column of numbers. A missing number gets the median of the training rows, and a second input says that it was missing where
 * training rows have missing numbers to learn that from.
 *
 * @param fit - The column and the training rows.
 * @throws {@link @equipoise/core!DataError} when a cell is no finite number, or no training row has one.
 */
export function numericInput({ column, place, train, scratch, rules }: FitColumn): ColumnEncoder {
  const known = presentIn(numbersOf(column, place), train, scratch);
  const name = place.column;
  if (known.length === 0)
    throw new DataError(`${place.owner}: column "${name}" must have a number in the training rows.`);
  const { mean, deviation } = fitScale(known);
  const indicator = known.length < train.length && rules.onMissing === 'impute';
  const middle = median(known);
  return {
    features: indicator ? [name, `${name} is missing`] : [name],
    open(own, ownPlace) {
      const numbers = numbersOf(own, ownPlace);
      if (rules.onMissing === 'error') refuseMissing(own, ownPlace, 'a finite number');
      return (rows, { values, width, offset }) => {
        let missing = 0;
        for (let index = 0, at = offset; index < rows.length; index += 1, at += width) {
          let number = numbers[rows[index] ?? 0] ?? 0;
          if (Number.isNaN(number)) {
            missing += 1;
            number = middle;
            if (indicator) values[at + 1] = 1;
          }
          values[at] = (number - mean) / deviation;
        }
        return { missing, imputed: `median ${Number(middle.toPrecision(6))}`, unseen: 0 };
      };
    },
  };
}
