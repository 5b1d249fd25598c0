import type { CategoricalColumn, InputRules } from './column-config.ts';
import type { ColumnWriter } from './column-writer.ts';
import { categoryIndices, missingIndex, unseenIndex } from './table/categories.ts';
import type { ColumnPlace } from './table/cell.ts';
import { type TableColumn, textAt } from './table/column.ts';
import { refuseMissing, refuseUnseen } from './table/refuse-cells.ts';

/**
 * Makes ready to write the categories of a column, as the index of their level.
 *
 * @param config - The levels.
 * @param rules - What is done with missing and unseen cells.
 * @param column - The column.
 * @param place - Whose it is, for error messages.
 * @throws {@link DataError} when a cell is missing or unseen, and that is an error.
 */
export function categoricalWriter(
  { levels, frequent, missing: own }: CategoricalColumn,
  { onMissing, onUnseen }: InputRules,
  column: TableColumn,
  place: ColumnPlace,
): ColumnWriter {
  const indices = categoryIndices(column, levels);
  if (onMissing === 'error') refuseMissing(column, place, 'a category');
  if (onUnseen === 'error') refuseUnseen(column, indices, place, levels);
  const missingLevel = own ? levels.length + Number(onUnseen === 'unknown') : frequent;
  return (rows, { values, width, offset }) => {
    let [missing, unseen, unseenRow] = [0, 0, 0];
    for (let index = 0, at = offset; index < rows.length; index += 1, at += width) {
      const row = rows[index] ?? 0;
      const level = indices[row] ?? 0;
      if (level >= 0) values[at] = level;
      else if (level === missingIndex) {
        missing += 1;
        values[at] = missingLevel;
      } else if (level === unseenIndex) {
        if (unseen === 0) unseenRow = row;
        unseen += 1;
        values[at] = levels.length;
      }
    }
    const notes = { missing: own ? 0 : missing, imputed: `most frequent: ${levels[frequent] ?? ''}`, unseen };
    return unseen === 0 ? notes : { ...notes, example: textAt(column, unseenRow) ?? '' };
  };
}
