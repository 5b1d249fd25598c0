import { DataError, type DateColumn, datePart, type DatePart, numbersOf } from '@equipoise/core';

import type { FitColumn } from './fit-column.ts';
import { fitScale } from './fit-scale.ts';
import { presentIn } from './present-in.ts';

/** Parts that a model sees where they differ among the training rows. */
const usualParts: readonly DatePart[] = ['year', 'month', 'weekday', 'hour'];

/**
 * Learns from the training rows of a column of dates which parts differ, and what time is counted from: their mean.
 *
 * @param fit - The column and its training rows.
 * @param parts - The parts; when left out those of year, month, weekday and hour that differ, and the time that has gone by.
 * @throws {@link @equipoise/core!DataError} when no training row has a date, or a cell is none.
 */
export function fitDates({ column, place, train, scratch, rules }: FitColumn, parts?: readonly DatePart[]): DateColumn {
  const known = presentIn(numbersOf(column, place), train, scratch);
  const { owner, column: name } = place;
  if (known.length === 0) throw new DataError(`${owner}: column "${name}" must have a date in the training rows.`);
  const { mean: origin, deviation } = fitScale(known);
  const missing = known.length < train.length && rules.onMissing === 'impute';
  const first = known[0] ?? 0;
  const differing = (part: DatePart): boolean => {
    const value = datePart(part, first);
    return known.some((day) => datePart(part, day) !== value);
  };
  return {
    name,
    kind: 'date',
    parts: parts ?? [...usualParts.filter(differing), 'elapsed'],
    origin,
    deviation,
    missing,
  };
}
