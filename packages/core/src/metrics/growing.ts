/** A typed array that grows. */
export class Growing {
  #data = new Float64Array(1024);
  #length = 0;

  /**
   * Adds numbers at the end.
   *
   * @param values - The numbers.
   */
  append(values: Float64Array): void {
    const length = this.#length + values.length;
    if (length > this.#data.length) {
      const grown = new Float64Array(Math.max(length, 2 * this.#data.length));
      grown.set(this.values);
      this.#data = grown;
    }
    this.#data.set(values, this.#length);
    this.#length = length;
  }

  /** All numbers so far. */
  get values(): Float64Array {
    return this.#data.subarray(0, this.#length);
  }
}
