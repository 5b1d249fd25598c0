/** Which line of a file each row begins in. Only rows that do not begin in the line after that of the row before are kept. */
export class LineNumbers {
  readonly #rows: number[] = [];
  readonly #lines: number[] = [];

  /**
   * Says where a row begins; rows come in order.
   *
   * @param row - The row, from 0.
   * @param line - The line, from 1.
   */
  add(row: number, line: number): void {
    const last = this.#rows.length - 1;
    if (last >= 0 && (this.#lines[last] ?? 0) + row - (this.#rows[last] ?? 0) === line) return;
    this.#rows.push(row);
    this.#lines.push(line);
  }

  /**
   * The line that a row begins in.
   *
   * @param row - The row, from 0.
   */
  of(row: number): number {
    let [low, high] = [0, this.#rows.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#rows[middle] ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    return (this.#lines[low] ?? 1) + row - (this.#rows[low] ?? 0);
  }
}
