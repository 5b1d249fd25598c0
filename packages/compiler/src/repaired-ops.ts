import { withCheckedKernels } from './checked-kernels.ts';
import type { Run } from './gradients/corrected.ts';
import { withRightGradients } from './gradients/right-gradients.ts';
import { withRandomLayers } from './trace/random-layers.ts';

/**
 * Runs a function in which ops and layers of TensorFlow.js do what a compiled function promises: random ones draw anew at each run, windows lie
 * where their padding says, gradients are right, and tensors that were disposed of are not read.
 *
 * @param how - How the function is run.
 * @param run - The function.
 */
export function withRepairedOps<Result>(how: Run, run: () => Result): Result {
  return withRandomLayers(() => withCheckedKernels(() => withRightGradients(how, run)));
}
