import type { Labels } from '../data/dataset.ts';
import type { TaskKind } from '../tasks/task-kind.ts';
import { labelsOfColumn } from './labels-of-column.ts';
import { isListed, labelsOfLists } from './labels-of-lists.ts';
import { labelsOfPair } from './labels-of-pair.ts';
import type { Table } from './table/table.ts';

/** Where the labels of a task are. */
export interface LabelPlace {
  /** Whose table it is, for error messages. */
  readonly owner: string;
  /** The table. */
  readonly table: Table;
  /** The column. */
  readonly column: string;
}

/**
 * Makes ready to read the labels of a task from a column of a table, whether its cells are values or lists of names; of labels that are two numbers the kind names the second column.
 *
 * @param kind - What the task predicts.
 * @param place - Where the labels are.
 * @returns Gives the labels of rows.
 * @throws what `labelsOfColumn`, `labelsOfPair` and `labelsOfLists` throw.
 */
export function labelsOfTable(kind: TaskKind, { owner, table, column }: LabelPlace): (rows: Uint32Array) => Labels {
  const place = { owner, column, describeRow: table.describeRow };
  if (isListed(kind)) return labelsOfLists(kind, table.cells(column), place);
  const { second } = kind;
  if (second) {
    const other = { ...place, column: second.column };
    return labelsOfPair(
      [
        [table.column(column), place],
        [table.column(second.column), other],
      ],
      second.holds,
    );
  }
  return labelsOfColumn(kind, table.column(column), place);
}
