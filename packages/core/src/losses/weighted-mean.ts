import { div, maximum, mean, mul, type Scalar, sum, type Tensor1D } from '@tensorflow/tfjs-core';

import { ShapeError } from '../errors.ts';

/**
 * The weighted mean loss of the examples that have a label.
 *
 *     L = Σ wᵢ ℓᵢ / Σ wᵢ        wᵢ = pᵢ · sample weight · class weight
 *
 * ℓᵢ is the loss of example i, and pᵢ is 1 where it has a label, 0 where it has none. A batch whose weights are all 0 has the
 * loss 0 and the gradient 0. What an example without a label has as its loss must be a finite number, whichever.
 *
 * @param perExample - The loss of each example.
 * @param mask - 1 or 0 for each example; left out when all have a label.
 * @param weights - Weights of the examples, at least 0, which are multiplied; those left out are 1.
 * @throws {@link ShapeError} when there is not one number for each example.
 */
export function weightedMean(
  perExample: Tensor1D,
  mask?: Tensor1D,
  ...weights: readonly (Tensor1D | undefined)[]
): Scalar {
  const counted = countedOf(perExample, mask, weights);
  if (!counted) return mean(perExample);
  const { product, total } = counted;
  return div(sum(mul(product, perExample)), total);
}

/**
 * What each example adds to the weighted mean: wᵢ ℓᵢ / Σ wᵢ.
 *
 * @param perExample - The loss of each example.
 * @param mask - As {@link weightedMean} takes it.
 * @param weights - As {@link weightedMean} takes them.
 * @throws {@link ShapeError} when there is not one number for each example.
 */
export function meanTerms(
  perExample: Tensor1D,
  mask?: Tensor1D,
  ...weights: readonly (Tensor1D | undefined)[]
): Tensor1D {
  const counted = countedOf(perExample, mask, weights);
  if (!counted) return div(perExample, perExample.size);
  const { product, total } = counted;
  return div(mul(product, perExample), total);
}

/** wᵢ, and Σ wᵢ; undefined when all examples count the same. */
function countedOf(
  perExample: Tensor1D,
  mask: Tensor1D | undefined,
  weights: readonly (Tensor1D | undefined)[],
): { readonly product: Tensor1D; readonly total: Scalar } | undefined {
  const given = weights.filter((weight) => weight !== undefined);
  for (const each of [mask, ...given]) {
    if (each && each.size !== perExample.size) {
      throw new ShapeError(`weighted mean: ${perExample.size} losses need as many weights, received ${each.size}.`);
    }
  }
  const factors = mask ? [mask, ...given] : given;
  const [first, ...rest] = factors;
  if (!first) return undefined;
  const product = rest.reduce<Tensor1D>((all, each) => mul(all, each), first);
  const least = given.length === 0 ? 1 : 1e-30; // Marks sum to at least 1, or to 0; weights may be small.
  return { product, total: maximum(sum(product), least) };
}
