import type { MultiTaskModel } from '@equipoise/core';

import { rowsOfZeros } from './rows-of-zeros.ts';

/**
 * Computes rows of zeros in each size that batches are padded to, so that no request waits for the model to be compiled.
 *
 * @param model - The model.
 * @param mostRows - Rows that a batch has at most.
 */
export async function warmUp(model: MultiTaskModel, mostRows: number): Promise<void> {
  for (let rows = 1; rows < 2 * Math.min(mostRows, 256); rows *= 2) {
    await model.predict(rowsOfZeros(model, rows));
  }
}
