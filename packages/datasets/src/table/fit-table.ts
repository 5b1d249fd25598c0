import {
  type CategoricalColumn,
  categoriesIn,
  categoryIndices,
  DataError,
  distinctIn,
  type InputPreprocessing,
  numbersOf,
  type NumericColumn,
  tableInput,
} from '@equipoise/core';

import type { FitColumn } from './fit-column.ts';
import { fitDates } from './fit-dates.ts';
import type { FitOptions } from './fit-options.ts';
import { fitQuantiles } from './fit-quantiles.ts';
import type { TabularInput } from './input-options.ts';
import { fitScale } from './fit-scale.ts';
import { median } from './median.ts';
import { presentIn } from './present-in.ts';

/** What inputs are made from. */
export interface FitTableOptions extends FitOptions {
  /** Which columns are inputs, and how: as a standardised number, as the parts of a date, or as the level of a category, for which an embedding is learnt. */
  readonly inputs: Readonly<Record<string, TabularInput>>;
}

/**
 * Learns from the training rows how to make inputs of a table's columns.
 *
 * @param options - The table and its columns.
 * @throws {@link @equipoise/core!DataError} when a column is not there, holds no value in the training rows, or a cell is no finite number.
 */
export function fitTable({ owner, table, inputs, train, rules }: FitTableOptions): InputPreprocessing {
  const hasCategories = Object.values(inputs).some(({ kind }) => kind === 'categorical');
  const sorted = hasCategories ? train.slice().sort() : train;
  const scratch = new Float64Array(train.length);
  const columns = Object.entries(inputs).map(([name, input]) => {
    const place = { owner, column: name, describeRow: table.describeRow };
    const fit: FitColumn = { column: table.column(name), place, train, sorted, scratch, rules };
    if (input.kind === 'date') return fitDates(fit, input.parts);
    return input.kind === 'numeric' ? fitNumbers(fit, input.quantiles) : fitCategories(fit);
  });
  return tableInput({ columns, ...rules });
}

function fitNumbers({ column, place, train, scratch, rules }: FitColumn, quantiles?: number): NumericColumn {
  const known = presentIn(numbersOf(column, place), train, scratch);
  const { owner, column: name } = place;
  if (known.length === 0) throw new DataError(`${owner}: column "${name}" must have a number in the training rows.`);
  const { mean, deviation } = fitScale(known);
  const missing = known.length < train.length && rules.onMissing === 'impute';
  const scaled = { name, kind: 'numeric', mean, deviation, median: median(known), missing } as const;
  const knots = quantiles === undefined ? undefined : fitQuantiles(known, quantiles, { mean, deviation });
  return knots ? { ...scaled, knots } : scaled;
}

function fitCategories({ column, place, sorted, rules }: FitColumn): CategoricalColumn {
  const { owner, column: name } = place;
  if (distinctIn(column, sorted) === 0) {
    throw new DataError(`${owner}: column "${name}" must have a category in the training rows.`);
  }
  const levels = categoriesIn(column, place, sorted);
  const indices = categoryIndices(column, levels);
  const counts = new Uint32Array(levels.length);
  let missing = 0;
  for (const row of sorted) {
    const index = indices[row] ?? 0;
    if (index >= 0) counts[index] = (counts[index] ?? 0) + 1;
    else missing += 1;
  }
  const frequent = counts.indexOf(counts.reduce((most, count) => Math.max(most, count), 0));
  return { name, kind: 'categorical', levels, frequent, missing: missing > 0 && rules.onMissing === 'impute' };
}
