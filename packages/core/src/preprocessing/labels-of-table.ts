import type { Labels } from '../data/dataset.ts';
import type { TaskKind } from '../tasks/task-kind.ts';
import type { LabelPlace } from './label-place.ts';
import { labelsOfColumn } from './labels-of-column.ts';
import { isListed, labelsOfLists } from './labels-of-lists.ts';
import { labelsOfPair } from './labels-of-pair.ts';
import { labelsOfTexts } from './labels-of-texts.ts';

/**
 * Makes ready to read the labels of a task from a column of a table, whether its cells are values, lists of names or texts; of labels that are two numbers the kind names the second column.
 *
 * @param kind - What the task predicts.
 * @param place - Where the labels are.
 * @returns Gives the labels of rows.
 * @throws what `labelsOfColumn`, `labelsOfPair`, `labelsOfLists` and `labelsOfTexts` throw.
 */
export function labelsOfTable(kind: TaskKind, { owner, table, column }: LabelPlace): (rows: Uint32Array) => Labels {
  const place = { owner, column, describeRow: table.describeRow };
  const { text } = kind;
  if (text) return labelsOfTexts(kind, text, { owner, table, column });
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
