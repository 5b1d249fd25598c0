import { DataError, type Labels, sizeOf, type Table, type TaskKind } from '@equipoise/core';

/** A task whose label is a list of numbers, such as a mask: its kind, and the column that holds the lists. */
export interface ListTarget {
  /** What is predicted. */
  readonly kind: TaskKind;
  /**
   * The column: lists or typed arrays, null where there is no label.
   *
   * @defaultValue the task's name
   */
  readonly column?: string;
}

/**
 * Makes ready to read the labels of a task whose labels are lists.
 *
 * @param owner - Whose table it is, for error messages.
 * @param table - The table.
 * @param column - The column of lists.
 * @param kind - What is predicted.
 * @returns Gives the labels of rows.
 * @throws {@link @equipoise/core!DataError} when a list has another length or values than the kind says; names the row.
 */
export function listLabels(owner: string, table: Table, column: string, kind: TaskKind): (rows: Uint32Array) => Labels {
  const cells = table.cells(column);
  const width = sizeOf(kind.labels);
  return (rows) => {
    const values = new (kind.labels.dtype === 'int32' ? Int32Array : Float32Array)(rows.length * width);
    const mask = new Uint8Array(rows.length);
    rows.forEach((row, index) => {
      const list = cells[row] as ArrayLike<number> | null;
      if (list === null) return;
      const expected = list.length === width ? kind.checkLabel(list) : `${width} numbers`;
      if (expected !== undefined) {
        throw new DataError(`${owner}: column "${column}", ${table.describeRow(row)}: must be ${expected}.`);
      }
      values.set(list, index * width);
      mask[index] = 1;
    });
    return mask.includes(0) ? { values, mask } : { values };
  };
}
