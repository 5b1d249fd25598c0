import { type Run, withCorrectedGradients } from './corrected.ts';
import { withRepairedTape } from './repaired-tape.ts';

/**
 * Runs a function with the faults of TensorFlow.js' gradients mended: wrong and missing ones, and those of gradients.
 *
 * @param how - How the function is run.
 * @param run - The function.
 */
export function withRightGradients<Result>(how: Run, run: () => Result): Result {
  return withCorrectedGradients(how, () => withRepairedTape(run));
}
