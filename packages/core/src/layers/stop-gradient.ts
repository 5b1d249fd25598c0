import { customGrad, engine, Identity, type Tensor } from '@tensorflow/tfjs-core';

/**
 * The same values as a constant: no gradient passes, and what depends on them alone is not shared by who reads them here.
 *
 * @param x - The values.
 */
export function stopGradient(x: Tensor): Tensor {
  const constant = customGrad(() => ({ value: engine().runKernel<Tensor>(Identity, { x }), gradFunc: () => [] }));
  return constant(); // Without arguments it is recorded as depending on nothing.
}
