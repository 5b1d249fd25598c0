import type { Labels } from '../data/dataset.ts';
import { InvalidOptionError } from '../errors.ts';
import { standardise, unscaled } from '../tasks/scale.ts';
import type { TaskKind } from '../tasks/task-kind.ts';
import { categoryIndices } from './table/categories.ts';
import type { ColumnPlace } from './table/cell.ts';
import type { TableColumn } from './table/column.ts';
import { numbersOf } from './table/numbers.ts';
import { refuseUnseen } from './table/refuse-cells.ts';

/**
 * Makes ready to read the labels of a task from a column: the index of a class by its name, numbers in the scale that the kind trains in. A
 * missing cell is a missing label.
 *
 * @param kind - What the task predicts: one of two classes, one of several, or one number.
 * @param column - The column.
 * @param place - Whose it is, for error messages.
 * @returns Gives the labels of rows.
 * @throws {@link DataError} when a cell is neither missing nor a class or a finite number; {@link InvalidOptionError} when labels of this kind
 *   are not in one column.
 */
export function labelsOfColumn(kind: TaskKind, column: TableColumn, place: ColumnPlace): (rows: Uint32Array) => Labels {
  const { name, names = [], target, labels } = kind;
  if (target.form === 'numbers' && target.count === 1) {
    const scale = kind.scales?.[0] ?? unscaled;
    const numbers = numbersOf(column, place);
    return (rows) => labelled(rows, new Float32Array(rows.length), (row) => standardise(numbers[row] ?? 0, scale));
  }
  const isOneOf = labels.shape.length === 0 || target.count === 1;
  if (!isOneOf || names.length < 2)
    throw new InvalidOptionError(place.owner, 'kind', 'a kind whose labels are in one column', name);
  const indices = categoryIndices(column, names);
  refuseUnseen(column, indices, place, names);
  const List = labels.dtype === 'int32' ? Int32Array : Float32Array;
  const labelOf = (row: number): number => {
    const index = indices[row] ?? 0;
    return index < 0 ? Number.NaN : index;
  };
  return (rows) => labelled(rows, new List(rows.length), labelOf);
}

function labelled(rows: Uint32Array, values: Float32Array | Int32Array, labelOf: (row: number) => number): Labels {
  let mask: Uint8Array | undefined;
  rows.forEach((row, index) => {
    const label = labelOf(row);
    if (Number.isNaN(label)) (mask ??= new Uint8Array(rows.length).fill(1))[index] = 0;
    else values[index] = label;
  });
  return mask ? { values, mask } : { values };
}
