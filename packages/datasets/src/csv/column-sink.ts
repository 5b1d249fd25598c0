/** Takes the cells of one column of a file, one after the other. */
export interface ColumnSink {
  /** Whether a text has come after a number: the file must be read once more, with the column as text from the start. */
  readonly mixed: boolean;
  /** Whether no cell has come that is not missing. */
  readonly empty: boolean;
  /** How many cells are missing. */
  readonly missing: number;
  /** Adds a missing cell. */
  addMissing(): void;
  /**
   * Adds a cell.
   *
   * @param bytes - The buffer that holds it.
   * @param start - Its first byte.
   * @param end - The byte after its last.
   */
  add(bytes: Uint8Array, start: number, end: number): void;
}
