import {
  cast,
  concat,
  div,
  gather,
  isInf,
  isNaN,
  less,
  logicalOr,
  sub,
  type Tensor,
  tensor1d,
  where,
} from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import { categoryNumbers } from './category-numbers.ts';
import type { ColumnConfig, InputRules, NumericColumn } from './column-config.ts';
import { dateTensors } from './date-tensors.ts';
import { knotTensors } from './knots.ts';
import type { TensorPreprocessing } from './preprocessing.ts';
import { unlessRefused } from './unless-refused.ts';

/**
 * What {@link tableInput} does, by tensor operations: NaN is a missing number or date (days since the beginning of 1970, UTC) and '' a missing category. A cell that is an error fails in a
 * Gather whose index is out of range.
 *
 * @param columns - The columns, numbers first.
 * @param rules - What is done with missing and unseen cells.
 */
export function tableTensors(columns: readonly ColumnConfig[], rules: InputRules): TensorPreprocessing {
  const numeric = columns.filter((column) => column.kind === 'numeric');
  const categorical = columns.filter((column) => column.kind === 'categorical');
  return {
    columns: Object.fromEntries(
      columns.map((column) => [
        column.name,
        column.kind === 'categorical' ? { texts: categoryNumbers(column, rules) } : {},
      ]),
    ),
    call(cells) {
      const side = (some: readonly ColumnConfig[]): Tensor => joined(some.map(({ name }) => cells(name)));
      const parts = [
        ...(numeric.length > 0 ? [standardised(side(numeric), numeric, rules)] : []),
        ...columns.flatMap((column) =>
          column.kind === 'date' ? [dateTensors(column, rules, cells(column.name))] : [],
        ),
        ...(categorical.length > 0 ? [known(side(categorical))] : []),
      ];
      return joined(parts);
    },
  };
}

function standardised(numbers: Tensor, columns: readonly NumericColumn[], { onMissing }: InputRules): Tensor {
  const row = (valueOf: (column: NumericColumn) => number): Tensor => tensor1d(columns.map(valueOf));
  const missing = isNaN(numbers);
  const refused = onMissing === 'error' ? logicalOr(missing, isInf(numbers)) : isInf(numbers);
  // The mean in two parts: single precision alone would lose the small differences of large numbers, such as dates.
  const [mean, rest] = [row((column) => column.mean), row((column) => column.mean - Math.fround(column.mean))];
  const deviation = row((column) => column.deviation);
  const usual = row((column) => (column.median - column.mean) / column.deviation);
  const scaled = where(missing, usual, div(sub(sub(numbers, mean), rest), deviation));
  const knots = columns.map((column) => column.knots);
  const values = unlessRefused(knots.some(Boolean) ? knotTensors(knots, scaled) : scaled, refused);
  if (!columns.some((column) => column.missing)) return values;
  const order = columns.flatMap((column, index) => (column.missing ? [index, columns.length + index] : [index]));
  return gather(concat([values, cast(missing, 'float32')], 1), tensor1d(order, 'int32'), 1);
}

function known(indices: Tensor): Tensor {
  return unlessRefused(indices, less(indices, 0));
}

function joined(parts: readonly Tensor[]): Tensor {
  return parts.length === 1 ? at(parts, 0) : concat([...parts], 1);
}
