import { type MultiTaskModel, sizeOf, type Split } from '@equipoise/core';

/**
 * Rows of zeros as a model takes them.
 *
 * @param model - The model.
 * @param rows - How many.
 */
export function rowsOfZeros({ inputs }: Pick<MultiTaskModel, 'inputs'>, rows: number): Split['inputs'] {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, spec]) => {
      const length = rows * sizeOf(spec);
      return [name, spec.dtype === 'int32' ? new Int32Array(length) : new Float32Array(length)];
    }),
  );
}
