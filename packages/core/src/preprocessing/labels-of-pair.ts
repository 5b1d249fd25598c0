import type { Labels } from '../data/dataset.ts';
import type { SecondColumn } from '../tasks/task-kind.ts';
import { categoriesIn, categoryIndices, missingIndex } from './table/categories.ts';
import type { ColumnPlace } from './table/cell.ts';
import type { TableColumn } from './table/column.ts';
import { numbersOf } from './table/numbers.ts';

/**
 * Makes ready to read labels of two numbers from two columns: the first is a number; the second one too, or the number of a group, counted from 1 in the
 * order of the groups' names. Where either cell is missing the label is.
 *
 * @param columns - The two columns, and where they are, for error messages.
 * @param holds - What the second column holds.
 * @returns Gives the labels of rows.
 * @throws {@link DataError} when a cell that should be a number is none.
 */
export function labelsOfPair(
  columns: readonly [first: readonly [TableColumn, ColumnPlace], second: readonly [TableColumn, ColumnPlace]],
  holds: SecondColumn['holds'],
): (rows: Uint32Array) => Labels {
  const [[column, place], second] = columns;
  const numbers = [numbersOf(column, place), holds === 'numbers' ? numbersOf(...second) : groupsOf(...second)];
  return (rows) => {
    const values = new Float32Array(2 * rows.length);
    let mask: Uint8Array | undefined;
    rows.forEach((row, index) => {
      const label = numbers.map((all) => all[row] ?? Number.NaN);
      if (label.some((value) => Number.isNaN(value))) (mask ??= new Uint8Array(rows.length).fill(1))[index] = 0;
      else values.set(label, 2 * index);
    });
    return mask ? { values, mask } : { values };
  };
}

function groupsOf(column: TableColumn, place: ColumnPlace): Float64Array {
  const indices = categoryIndices(column, categoriesIn(column, place));
  return Float64Array.from(indices, (index) => (index === missingIndex ? Number.NaN : index + 1));
}
