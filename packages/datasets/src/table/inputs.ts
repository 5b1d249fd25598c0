import { type Cell, cellError, type Place, toLevel, toNumber } from './cell.ts';
import { levelsOf } from './levels.ts';
import { fitScale, standardise } from './scale.ts';
import { columnOf, type Table } from './table.ts';

/** How a column becomes inputs: a standardised number, or one input a category (1 where the row has it, else 0). */
export type InputKind = 'numeric' | 'categorical';

/** How the rows of a table become inputs of a model. */
export interface InputEncoder {
  /** What each input is: the column, or `column=category`. */
  readonly features: readonly string[];
  /**
   * The inputs of rows, one row after the other.
   *
   * @param table - Any table with the same columns.
   * @param rows - Which rows.
   * @throws {@link @equipoise/core!DataError} when a cell is missing, no finite number, or a category not seen before.
   */
  readonly encode: (table: Table, rows: Uint32Array) => Float32Array;
}

interface ColumnEncoder {
  readonly column: string;
  readonly features: readonly string[];
  readonly encode: (cell: Cell, place: Place) => readonly number[];
}

/** What inputs are made from. */
export interface InputOptions {
  /** Whose table it is, for error messages. */
  readonly owner: string;
  /** The table. */
  readonly table: Table;
  /** Which columns are inputs, and how. */
  readonly inputs: Readonly<Record<string, InputKind>>;
  /** The rows that means and deviations may be taken from. */
  readonly train: Uint32Array;
}

/**
 * Learns how to make inputs of a table's columns: means and deviations from the training rows only, categories from all rows.
 *
 * @param options - The table and its columns.
 * @throws {@link @equipoise/core!DataError} when a column is missing, or a cell is no category or finite number.
 */
export function fitInputs(options: InputOptions): InputEncoder {
  const { owner, inputs } = options;
  const encoders = Object.entries(inputs).map(([column, kind]) =>
    kind === 'numeric' ? numericColumn(column, options) : categoricalColumn(column, options),
  );
  const features = encoders.flatMap((encoder) => encoder.features);
  return {
    features,
    encode(table, rows) {
      const values = new Float32Array(rows.length * features.length);
      let offset = 0;
      for (const { column, features: own, encode } of encoders) {
        const cells = columnOf(owner, table, column);
        rows.forEach((row, index) => {
          values.set(encode(cells[row], { owner, column, row }), index * features.length + offset);
        });
        offset += own.length;
      }
      return values;
    },
  };
}

function numericColumn(column: string, { owner, table, train }: InputOptions): ColumnEncoder {
  const cells = columnOf(owner, table, column);
  const scale = fitScale(Array.from(train, (row) => toNumber(cells[row], { owner, column, row })));
  return { column, features: [column], encode: (cell, place) => [standardise(toNumber(cell, place), scale)] };
}

function categoricalColumn(column: string, { owner, table }: InputOptions): ColumnEncoder {
  const levels = levelsOf(owner, column, columnOf(owner, table, column));
  return {
    column,
    features: levels.map((level) => `${column}=${level}`),
    encode(cell, place) {
      const level = toLevel(cell, place);
      if (!levels.includes(level)) throw cellError(place, `one of ${levels.join(', ')}`, cell);
      return levels.map((other) => (other === level ? 1 : 0));
    },
  };
}
