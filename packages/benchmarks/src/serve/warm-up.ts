import { type MultiTaskModel, sizeOf } from '@equipoise/core';

/**
 * Computes rows of zeros in each size that batches are padded to, so that no request waits for the model to be compiled.
 *
 * @param model - The model.
 * @param mostRows - Rows that a batch has at most.
 */
export async function warmUp(model: MultiTaskModel, mostRows: number): Promise<void> {
  const inputs = Object.entries(model.inputs);
  for (let rows = 1; rows < 2 * Math.min(mostRows, 256); rows *= 2) {
    await model.predict(
      Object.fromEntries(
        inputs.map(([name, spec]) => {
          const length = rows * sizeOf(spec);
          return [name, spec.dtype === 'int32' ? new Int32Array(length) : new Float32Array(length)];
        }),
      ),
    );
  }
}
