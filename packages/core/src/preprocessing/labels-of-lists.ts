import type { Labels } from '../data/dataset.ts';
import { listed } from '../listed.ts';
import type { TaskKind } from '../tasks/task-kind.ts';
import { cellError, type ColumnPlace } from './table/cell.ts';

/**
 * Whether the labels of one example are a list of names: the labels that it has (multilabel), or the tag of each token (tagging).
 *
 * @param kind - What the task predicts.
 */
export function isListed({ labels, target, names }: TaskKind): boolean {
  // The classes of a binary task have names, its one label has none.
  if (target.form === 'labels') return names?.length === target.count;
  return target.form === 'classes' && labels.shape.length === 1;
}

/**
 * Makes ready to read labels from a column whose cells are lists of names: those of a multilabel task that hold, or the tags of a tagging task, one
 * for each token, `null` where a token has none. Tags beyond the length of an example are left out. A missing cell is a missing label.
 *
 * @param kind - What the task predicts.
 * @param cells - The cells.
 * @param place - Whose column it is, for error messages.
 * @returns Gives the labels of rows.
 * @throws {@link DataError} when a cell is no list of the kind's names.
 */
export function labelsOfLists(
  kind: TaskKind,
  cells: ArrayLike<unknown>,
  place: ColumnPlace,
): (rows: Uint32Array) => Labels {
  const { names = [], target, labels } = kind;
  const tags = target.form === 'classes';
  const indices = new Map<unknown, number>(names.map((name, index) => [name, index]));
  if (tags) indices.set(null, -1);
  const [width = 1] = labels.shape;
  const List = labels.dtype === 'int32' ? Int32Array : Float32Array;
  return (rows) => {
    const values = new List(rows.length * width).fill(tags ? -1 : 0);
    let mask: Uint8Array | undefined;
    rows.forEach((row, at) => {
      const cell = cells[row];
      if (cell === null || cell === undefined) {
        (mask ??= new Uint8Array(rows.length).fill(1))[at] = 0;
        return;
      }
      const found = Array.isArray(cell) ? cell.map((name) => indices.get(name)) : [undefined];
      const wrong = found.indexOf(undefined);
      if (wrong >= 0) {
        const received: unknown = Array.isArray(cell) ? cell[wrong] : cell;
        throw cellError(place, {
          row,
          received,
          count: 1,
          expected: `a list of ${tags ? 'tags' : 'labels'} among ${listed(names)}`,
        });
      }
      if (tags) values.set((found as number[]).slice(0, width), at * width);
      else for (const index of found as number[]) values[at * width + index] = 1;
    });
    return mask ? { values, mask } : { values };
  };
}
