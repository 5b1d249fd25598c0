import type { Labels } from '../data/dataset.ts';
import type { TaskKind } from '../tasks/task-kind.ts';
import type { LabelPlace } from './label-place.ts';
import { tokenReader } from './token-reader.ts';

/**
 * Makes ready to read labels from a column of texts, or of lists of tokens: the number of each token among the names of the kind, −1 for one that it does not
 * have, and the end, 0, where it has a place. What is longer is cut off. A missing or blank text is a missing label.
 *
 * @param kind - What the task predicts.
 * @param text - How its texts become tokens.
 * @param place - Where the texts are.
 * @returns Gives the labels of rows.
 * @throws {@link DataError} when a cell is neither a text nor a list of tokens.
 */
export function labelsOfTexts(
  { names = [], labels }: TaskKind,
  text: NonNullable<TaskKind['text']>,
  { owner, table, column }: LabelPlace,
): (rows: Uint32Array) => Labels {
  const [end = ''] = names;
  const numbers = new Map(names.map((name, number) => [name, number]));
  const read = tokenReader(table, owner, { column, onMissing: 'impute', ...text });
  const [length = 1] = labels.shape;
  return (rows) => {
    const values = new Int32Array(rows.length * length).fill(-1);
    let mask: Uint8Array | undefined;
    rows.forEach((row, at) => {
      const tokens = read(row);
      if (tokens)
        values.set(
          [...tokens.filter((token) => token !== end).map((token) => numbers.get(token) ?? -1), 0].slice(0, length),
          at * length,
        );
      else (mask ??= new Uint8Array(rows.length).fill(1))[at] = 0;
    });
    return mask ? { values, mask } : { values };
  };
}
