import {
  cellError,
  type ColumnPlace,
  DataError,
  type SplitName,
  type TableColumn,
  textAt,
  lengthOf,
} from '@equipoise/core';

const names: Readonly<Record<string, SplitName>> = {
  train: 'train',
  training: 'train',
  validation: 'validation',
  valid: 'validation',
  val: 'validation',
  dev: 'validation',
  test: 'test',
  testing: 'test',
};

/**
 * The rows of each split, as a column says.
 *
 * @param column - The column: `train`, `validation` (or `val`, `valid`, `dev`) or `test` in each row.
 * @param place - Whose it is, for error messages.
 * @throws {@link @equipoise/core!DataError} when a cell says something else, or there is no row for training.
 */
export function givenParts(column: TableColumn, place: ColumnPlace): Readonly<Record<SplitName, Uint32Array>> {
  const rows: Record<SplitName, number[]> = { train: [], validation: [], test: [] };
  for (let row = 0; row < lengthOf(column); row += 1) {
    const received = textAt(column, row);
    const word = (received ?? '').toLowerCase();
    const name = Object.hasOwn(names, word) ? names[word] : undefined;
    if (!name) throw cellError(place, { row, received, count: 1, expected: 'train, validation or test' });
    rows[name].push(row);
  }
  if (rows.train.length === 0)
    throw new DataError(`${place.owner}: column "${place.column}" must have a row of train.`);
  return {
    train: Uint32Array.from(rows.train),
    validation: Uint32Array.from(rows.validation),
    test: Uint32Array.from(rows.test),
  };
}
