/** A mean while numbers come in, to six digits: it is drawn, not computed with. */
export class RunningMean {
  /** How many came. */
  count = 0;
  #sum = 0;

  /**
   * Takes a number more.
   *
   * @param value - The number; nothing for null.
   */
  add(value: number | null): void {
    if (value === null) return;
    this.count += 1;
    this.#sum += value;
  }

  /** Their mean; NaN before the first. */
  get value(): number {
    return Number((this.#sum / this.count).toPrecision(6));
  }
}

/**
 * A mean for each of some things.
 *
 * @param of - The things.
 */
export function means(of: readonly unknown[]): readonly RunningMean[] {
  return of.map(() => new RunningMean());
}

/**
 * Adds a number to each mean.
 *
 * @param to - The means.
 * @param values - The numbers, in their order; nothing where there is none.
 */
export function addAll(to: readonly RunningMean[], values: readonly (number | null)[]): void {
  to.forEach((mean, index) => mean.add(values[index] ?? null));
}
