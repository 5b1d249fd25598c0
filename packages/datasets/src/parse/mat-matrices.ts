import { DataError, listed } from '@equipoise/core';

import type { MatValue } from './read-mat.ts';

/** A matrix by its columns. */
export interface MatMatrix {
  /** How many rows it has. */
  readonly rows: number;
  /** How many columns it has. */
  readonly columns: number;
  /**
   * The numbers of a column.
   *
   * @param index - The column, from 0.
   */
  readonly column: (index: number) => Float64Array;
}

/**
 * The matrices of a variable of a MAT-file: one, or those of a cell array.
 *
 * @param where - Who reads which file, for error messages.
 * @param variables - The variables of the file.
 * @param name - The variable.
 * @throws {@link @equipoise/core!DataError} when there is no such variable, or it holds something else.
 */
export function matricesIn(
  where: string,
  variables: ReadonlyMap<string, MatValue>,
  name: string,
): readonly MatMatrix[] {
  const value = variables.get(name);
  if (value === undefined) {
    throw new DataError(`${where}: must have a variable ${name}, it has: ${listed([...variables.keys()])}.`);
  }
  return (value.kind === 'cells' ? value.cells : [value]).map((own) => {
    if (own.kind !== 'numbers' || own.shape.length !== 2) {
      throw new DataError(`${where}: the variable ${name} must hold matrices of numbers.`);
    }
    const [rows = 0, columns = 0] = own.shape;
    return { rows, columns, column: (index) => own.values.subarray(index * rows, (index + 1) * rows) };
  });
}
