import { matMul, reshape, stack, type Tensor, unstack } from '@tensorflow/tfjs-core';

/**
 * Mixtures of features of one shape: y_i = Σ_j s_ij x_j.
 *
 * @param shares - s: mixtures × features.
 * @param features - x.
 * @param shape - What one of them is for one example.
 */
export function mixFeatures(shares: Tensor, features: readonly Tensor[], shape: readonly number[]): readonly Tensor[] {
  const [mixtures = 0] = shares.shape;
  const rows = reshape(stack([...features]), [features.length, -1]);
  return unstack(reshape(matMul(shares, rows), [mixtures, -1, ...shape]));
}
