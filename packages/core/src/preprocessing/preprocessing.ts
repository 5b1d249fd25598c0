import type { TextNumbers } from '@equipoise/compiler';
import type { Tensor } from '@tensorflow/tfjs-core';

import type { TensorSpec } from '../layers/layer.ts';
import type { Configurable } from '../options/config.ts';
import type { InputNotes } from './input-notes.ts';
import type { Columns, Rows, Table } from './table/table.ts';

/** Some rows as an input of a model. */
export interface EncodedInput {
  /** The values of the rows one after the other. */
  readonly values: Float32Array | Int32Array;
  /** What had to be filled in, by the column. */
  readonly notes: ReadonlyMap<string, InputNotes>;
}

/** How the columns of a table become one input of a model by tensor operations: for files that other programs run. */
export interface TensorPreprocessing {
  /** What each column is: numbers, or texts of which there are numbers. */
  readonly columns: Readonly<Record<string, { readonly texts?: TextNumbers }>>;
  /**
   * The input.
   *
   * @param cells - Gives the numbers of a column by its name: examples × 1.
   */
  call(cells: (column: string) => Tensor): Tensor;
}

/** How rows become one input of a model: fitted to training rows, and plain data. */
export interface InputPreprocessing extends Configurable {
  /** What one example of the input is. */
  readonly spec: TensorSpec;
  /** The columns that it reads. */
  readonly columns: readonly string[];
  /** The same by tensor operations; without it, an ONNX file cannot have the preprocessing inside. */
  readonly tensors?: TensorPreprocessing;
  /**
   * Makes ready to encode rows of a table.
   *
   * @param table - The table.
   * @param owner - Whose it is, for error messages.
   * @returns Encodes the rows that it is given.
   * @throws {@link DataError} when a column is not there, or a cell is not what it must be; names the column and the row.
   */
  open(table: Table, owner: string): (rows: Uint32Array) => EncodedInput;
}

/** Rows as a model takes them. */
export interface EncodedRows {
  /** Number of rows. */
  readonly size: number;
  /** The examples of each input one after the other. */
  readonly inputs: Readonly<Record<string, Float32Array | Int32Array>>;
  /** What had to be filled in, by the column. */
  readonly notes: ReadonlyMap<string, InputNotes>;
}

/**
 * How rows, as a file or a database gives them, become the inputs of a model. It is fitted to the training rows and is plain data, so that it
 * can be a part of the model.
 */
export interface Preprocessing<Column extends string = string> extends Configurable {
  /** The columns that it reads. */
  readonly columns: readonly Column[];
  /** How rows become each input, by its name. */
  readonly inputs: Readonly<Record<string, InputPreprocessing>>;
  /** The column that holds the labels of each task, by the task's name. */
  readonly targets: Readonly<Record<string, string>>;
  /**
   * Makes ready to encode rows of a table.
   *
   * @param table - The table.
   * @param owner - Whose it is, for error messages.
   * @returns Encodes the rows that it is given.
   * @throws what {@link Preprocessing.encode} throws.
   */
  open(table: Table, owner?: string): (rows: Uint32Array) => EncodedRows;
  /**
   * The inputs of rows.
   *
   * @param rows - A table, its columns, or its rows. Columns that are no input are not looked at.
   * @param owner - Whose they are, for error messages; `rows` when left out.
   * @throws {@link DataError} when a column is not there, or a cell is not what it must be; names the column and the row.
   */
  encode(rows: Table | Columns | Rows, owner?: string): EncodedRows;
}
