/**
 * The mean of the values that are defined; NaN when none is.
 *
 * @param values - The values; undefined where there is none.
 */
export function meanDefined(values: readonly (number | undefined)[]): number {
  const defined = values.filter((value) => value !== undefined);
  return defined.reduce((sum, value) => sum + value, 0) / defined.length;
}
