/** Numbers in double precision, one a task. */
export type Vector = number[];

/** The rows of a matrix in double precision. */
export type Matrix = readonly Vector[];

/**
 * The entry of a vector; 0 beyond its end.
 *
 * @param vector - The vector.
 * @param index - Which entry.
 */
export function entryOrZero(vector: Vector, index: number): number {
  return vector[index] ?? 0;
}

/**
 * The inner product of two vectors, or of their first entries.
 *
 * @param first - One vector.
 * @param second - The other, at least as long.
 * @param count - How many entries to take.
 */
export function dot(first: Vector, second: Vector, count = first.length): number {
  let total = 0;
  for (let index = 0; index < count; index += 1) total += (first[index] ?? 0) * (second[index] ?? 0);
  return total;
}

/**
 * Adds a multiple of one vector to another, in place.
 *
 * @param target - What is changed.
 * @param factor - The multiple.
 * @param source - What is added.
 */
export function addScaled(target: Vector, factor: number, source: Vector): void {
  for (let index = 0; index < target.length; index += 1) {
    target[index] = (target[index] ?? 0) + factor * (source[index] ?? 0);
  }
}

/**
 * A matrix times a vector.
 *
 * @param matrix - Its rows.
 * @param vector - One entry a column.
 */
export function multiply(matrix: Matrix, vector: Vector): Vector {
  const product = new Array<number>(matrix.length);
  matrix.forEach((row, index) => (product[index] = dot(row, vector)));
  return product;
}

/**
 * A vector transposed times a matrix times the vector, not below 0: the square of a length when the matrix is a Gramian.
 *
 * @param matrix - Symmetric and positive semi-definite.
 * @param vector - The vector.
 */
export function quadratic(matrix: Matrix, vector: Vector): number {
  return Math.max(dot(multiply(matrix, vector), vector), 0);
}

/**
 * A vector with the same number everywhere.
 *
 * @param length - How many entries.
 * @param value - The number.
 */
export function filled(length: number, value: number): Vector {
  return new Array<number>(length).fill(value);
}

/**
 * The rows and columns of a matrix that belong to some tasks.
 *
 * @param matrix - The matrix.
 * @param rows - The indices of the rows.
 * @param columns - The indices of the columns; the same as the rows when left out.
 */
export function block(matrix: Matrix, rows: readonly number[], columns: readonly number[] = rows): Matrix {
  return rows.map((row) => {
    const entries = matrix[row] ?? [];
    return columns.map((column) => entryOrZero(entries, column));
  });
}

/** The largest absolute value of the entries; 0 when there are none. */
export function largest(vector: Vector): number {
  return vector.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
}
