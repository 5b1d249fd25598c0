import { DataError } from '@equipoise/core';

import { categoriesIn, categoryIndices, distinctIn, missingIndex, unseenIndex } from './categories.ts';
import { textAt } from './column.ts';
import type { FitColumn } from './fit-column.ts';
import type { ColumnEncoder } from './inputs.ts';
import { refuseMissing, refuseUnseen } from './refuse-cells.ts';

/** Categories that a column may have when each gets an input of its own. */
export const mostCategories = 64;

/**
 * Learns the categories of a column from the training rows: each gets an input, and one more is for categories that are not among them. A missing cell gets the
 * most frequent category, and an input says that it was missing where training rows have missing cells to learn that from.
 *
 * @param fit - The column and the training rows.
 * @throws {@link @equipoise/core!DataError} when there are more than 64 categories, or none, or a cell is an infinite number.
 */
export function categoryInput({ column, place, sorted, rules }: FitColumn): ColumnEncoder {
  const { owner, column: name } = place;
  const distinct = distinctIn(column, sorted);
  if (distinct > mostCategories) {
    throw new DataError(
      `${owner}: column "${name}" has ${distinct} categories, and at most ${mostCategories} can be inputs: make it numeric if it counts or measures ` +
        'something, join rare categories, or leave it out.',
    );
  }
  if (distinct === 0) throw new DataError(`${owner}: column "${name}" must have a category in the training rows.`);
  const names = categoriesIn(column, place, sorted);
  const { frequent, missing: missingInTrain } = countsIn(categoryIndices(column, names), sorted, names.length);
  const unknown = rules.onUnseen === 'unknown';
  const indicator = missingInTrain > 0 && rules.onMissing === 'impute';
  const missingAt = names.length + Number(unknown);
  return {
    features: [
      ...names.map((category) => `${name}=${category}`),
      ...(unknown ? [`${name} is unknown`] : []),
      ...(indicator ? [`${name} is missing`] : []),
    ],
    open(own, ownPlace) {
      const indices = categoryIndices(own, names);
      if (rules.onMissing === 'error') refuseMissing(own, ownPlace, 'a category');
      if (!unknown) refuseUnseen(own, indices, ownPlace, names);
      return (rows, { values, width, offset }) => {
        let [missing, unseen] = [0, 0];
        for (let row = 0, at = offset; row < rows.length; row += 1, at += width) {
          const index = indices[rows[row] ?? 0] ?? 0;
          if (index >= 0) values[at + index] = 1;
          else if (index === missingIndex) {
            missing += 1;
            values[at + frequent] = 1;
            if (indicator) values[at + missingAt] = 1;
          } else {
            unseen += 1;
            values[at + names.length] = 1;
          }
        }
        const imputed = `most frequent: ${names[frequent] ?? ''}`;
        return {
          missing,
          imputed,
          unseen,
          ...(unseen === 0 ? {} : { example: textAt(own, indices.indexOf(unseenIndex)) ?? '' }),
        };
      };
    },
  };
}

/** Which category most rows have, the first of those that are equally frequent, and how many rows have none. */
function countsIn(
  indices: Int32Array,
  rows: Uint32Array,
  categories: number,
): { readonly frequent: number; readonly missing: number } {
  const counts = new Uint32Array(categories);
  let missing = 0;
  for (const row of rows) {
    const index = indices[row] ?? 0;
    if (index >= 0) counts[index] = (counts[index] ?? 0) + 1;
    else missing += 1;
  }
  return { frequent: counts.indexOf(counts.reduce((most, count) => Math.max(most, count), 0)), missing };
}
