import type { ColumnPlace } from './cell.ts';
import { categoryInput } from './category-input.ts';
import type { InputNotes } from './input-notes.ts';
import { numericInput } from './numeric-input.ts';
import type { Column } from './column.ts';
import type { Table } from './table.ts';

/** How a column becomes inputs: a standardised number, or one input a category (1 where the row has it, else 0). */
export type InputKind = 'numeric' | 'categorical';

/** What is done with cells that say nothing, or nothing that was seen in training. */
export interface InputRules {
  /** A missing cell gets the median or the most frequent category of the training rows, or is an error. */
  readonly onMissing: 'impute' | 'error';
  /** A category that no training row has goes to an input of its own, or is an error. */
  readonly onUnseen: 'unknown' | 'error';
}

/** How one column becomes inputs. */
export interface ColumnEncoder {
  /** What each of its inputs is. */
  readonly features: readonly string[];
  /**
   * Makes ready to write the inputs of a column's rows.
   *
   * @param column - A column of the same meaning as the one that was learnt from.
   * @param place - Whose it is, for error messages.
   */
  readonly open: (column: Column, place: ColumnPlace) => ColumnWriter;
}

/**
 * Writes the inputs of rows into a matrix that holds zeros.
 *
 * @param rows - Which rows, one after the other.
 * @param matrix - Where they go.
 */
export type ColumnWriter = (rows: Uint32Array, matrix: Matrix) => InputNotes;

/** A part of each row of a matrix. */
export interface Matrix {
  /** The numbers, row by row. */
  readonly values: Float32Array;
  /** Numbers in a row. */
  readonly width: number;
  /** Where the part begins in a row. */
  readonly offset: number;
}

/** How the rows of a table become inputs of a model. */
export interface InputEncoder {
  /** What each input is: the column, `column=category`, `column is unknown` or `column is missing`. */
  readonly features: readonly string[];
  /**
   * Makes ready to encode rows of a table with the same columns.
   *
   * @param table - The table.
   * @throws {@link @equipoise/core!DataError} when a column is not there, or a cell of a numeric one holds no finite number.
   */
  readonly open: (table: Table) => RowEncoder;
}

/** Encodes rows: gives the inputs, one row after the other, and what had to be filled in, by the column. */
export type RowEncoder = (rows: Uint32Array) => {
  readonly values: Float32Array;
  readonly notes: ReadonlyMap<string, InputNotes>;
};

/** What inputs are made from. */
export interface InputOptions {
  /** Whose table it is, for error messages. */
  readonly owner: string;
  /** The table. */
  readonly table: Table;
  /** Which columns are inputs, and how. */
  readonly inputs: Readonly<Record<string, InputKind>>;
  /** The rows that means, medians and categories are taken from. */
  readonly train: Uint32Array;
  /** What is done with cells that are missing or were not seen. */
  readonly rules: InputRules;
}

/**
 * Learns from the training rows how to make inputs of a table's columns.
 *
 * @param options - The table and its columns.
 * @throws {@link @equipoise/core!DataError} when a column is not there, holds no value in the training rows, has too many categories, or a cell is no finite
 *   number.
 */
export function fitInputs({ owner, table, inputs, train, rules }: InputOptions): InputEncoder {
  const sorted = train.slice().sort();
  const scratch = new Float64Array(train.length);
  const encoders = Object.entries(inputs).map(([name, kind]) => {
    const fit = kind === 'numeric' ? numericInput : categoryInput;
    const place = { owner, column: name, describeRow: table.describeRow };
    return { name, encoder: fit({ column: table.column(name), place, train, sorted, scratch, rules }) };
  });
  const features = encoders.flatMap(({ encoder }) => encoder.features);
  const width = features.length;
  return {
    features,
    open(source) {
      const writers = encoders.map(({ name, encoder }) => {
        const place = { owner, column: name, describeRow: source.describeRow };
        return { name, count: encoder.features.length, write: encoder.open(source.column(name), place) };
      });
      return (rows) => {
        const values = new Float32Array(rows.length * width);
        const notes = new Map<string, InputNotes>();
        let offset = 0;
        for (const { name, count, write } of writers) {
          notes.set(name, write(rows, { values, width, offset }));
          offset += count;
        }
        return { values, notes };
      };
    },
  };
}
