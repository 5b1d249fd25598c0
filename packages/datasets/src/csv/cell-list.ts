/** The cells of a column while they are read, a number each. */
export interface CellList {
  /** How many there are. */
  readonly length: number;
  /**
   * Adds a cell.
   *
   * @param value - Its number.
   */
  push(value: number): void;
  /** Leaves all cells out. */
  clear(): void;
}
