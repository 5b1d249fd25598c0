/** The layout of a matrix: its strides, in elements. */
export interface Strides {
  /** Along a column. */
  readonly row: number;
  /** Along a row. */
  readonly column: number;
}
