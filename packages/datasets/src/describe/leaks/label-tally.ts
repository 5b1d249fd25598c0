/** Labels of some rows, summed up while rows come and go. */
export interface Tally {
  /** How many rows there are. */
  readonly count: number;
  /** The sum of the squares of the sums of all labels, those of classes as one-hot vectors: divided by the count it is large where rows are alike. */
  readonly squares: number;
  /** What is predicted of the rows: their most frequent class, or their mean. */
  readonly prediction: number;
  /**
   * Adds a row, or takes it away.
   *
   * @param row - The row.
   * @param times - 1 or -1.
   */
  add(row: number, times: 1 | -1): void;
  /** Forgets all rows. */
  clear(): void;
}

/** What is to be predicted, row by row. */
export interface Labels {
  /** An empty tally. */
  tally(): Tally;
  /**
   * How good predictions are beyond chance: 1 when all are right, 0 when they are as good as the same prediction for all rows.
   *
   * @param rows - The rows.
   * @param predictions - The prediction of each.
   */
  score(rows: Uint32Array, predictions: Float64Array): number;
}

/**
 * Classes as labels. The score is (a − m) / (1 − m), with the accuracy a and the share m of the most frequent class.
 *
 * @param classes - The class of each row.
 * @param size - How many classes there are.
 */
export function classLabels(classes: Int32Array, size: number): Labels {
  return {
    tally: () => new ClassTally(classes, size),
    score(rows, predictions) {
      const counts = new Float64Array(size);
      let right = 0;
      for (let index = 0; index < rows.length; index += 1) {
        const label = classes[rows[index] ?? 0] ?? 0;
        counts[label] = (counts[label] ?? 0) + 1;
        if (predictions[index] === label) right += 1;
      }
      const most = counts.reduce((one, other) => Math.max(one, other), 0);
      return most === rows.length ? 0 : (right - most) / (rows.length - most);
    },
  };
}

/**
 * Numbers as labels. The score is R², 1 − Σ(y − ŷ)² / Σ(y − ȳ)².
 *
 * @param numbers - The number of each row.
 */
export function numberLabels(numbers: Float64Array): Labels {
  return {
    tally: () => new NumberTally(numbers),
    score(rows, predictions) {
      const mean = rows.reduce((sum, row) => sum + (numbers[row] ?? 0), 0) / rows.length;
      let [left, all] = [0, 0];
      for (let index = 0; index < rows.length; index += 1) {
        const number = numbers[rows[index] ?? 0] ?? 0;
        left += (number - (predictions[index] ?? 0)) ** 2;
        all += (number - mean) ** 2;
      }
      return all === 0 ? 0 : 1 - left / all;
    },
  };
}

class ClassTally implements Tally {
  readonly #classes: Int32Array;
  readonly #counts: Float64Array;
  count = 0;
  squares = 0;

  constructor(classes: Int32Array, size: number) {
    this.#classes = classes;
    this.#counts = new Float64Array(size);
  }

  get prediction(): number {
    return this.#counts.indexOf(this.#counts.reduce((most, count) => Math.max(most, count), 0));
  }

  add(row: number, times: 1 | -1): void {
    const label = this.#classes[row] ?? 0;
    const before = this.#counts[label] ?? 0;
    this.#counts[label] = before + times;
    this.count += times;
    this.squares += 2 * times * before + 1;
  }

  clear(): void {
    this.#counts.fill(0);
    this.count = 0;
    this.squares = 0;
  }
}

class NumberTally implements Tally {
  readonly #numbers: Float64Array;
  #sum = 0;
  count = 0;

  constructor(numbers: Float64Array) {
    this.#numbers = numbers;
  }

  get squares(): number {
    return this.#sum ** 2;
  }

  get prediction(): number {
    return this.#sum / this.count;
  }

  add(row: number, times: 1 | -1): void {
    this.#sum += times * (this.#numbers[row] ?? 0);
    this.count += times;
  }

  clear(): void {
    this.#sum = 0;
    this.count = 0;
  }
}
