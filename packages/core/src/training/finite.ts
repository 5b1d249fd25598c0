import { NonFiniteError } from '../errors.ts';

/**
 * Stops training where a number stops being finite.
 *
 * @param values - The numbers.
 * @param name - Says what the number at an index is.
 * @throws {@link NonFiniteError} that names the first.
 */
export function requireFinite(values: readonly number[], name: (index: number) => string): void {
  const index = values.findIndex((value) => !Number.isFinite(value));
  if (index < 0) return;
  throw new NonFiniteError(
    `training: ${name(index)} is ${values[index]}; try a smaller learning rate, or look at the data.`,
  );
}
