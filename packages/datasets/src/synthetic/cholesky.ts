/**
 * The lower triangular factor L of a symmetric matrix, A = L Lᵀ, by rows.
 *
 * @param size - The number of rows.
 * @param entry - The entries of A.
 * @returns Nothing where A is not positive definite.
 */
export function cholesky(
  size: number,
  entry: (row: number, column: number) => number,
): readonly Float64Array[] | undefined {
  const factor = Array.from({ length: size }, () => new Float64Array(size));
  for (const [row, own] of factor.entries()) {
    for (const [column, other] of factor.slice(0, row + 1).entries()) {
      let rest = entry(row, column);
      for (let index = 0; index < column; index += 1) rest -= (own[index] ?? 0) * (other[index] ?? 0);
      if (row === column && !(rest > 1e-12)) return undefined;
      own[column] = row === column ? Math.sqrt(rest) : rest / (other[column] ?? 1);
    }
  }
  return factor;
}
