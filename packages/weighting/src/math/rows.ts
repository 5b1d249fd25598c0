import { ShapeError } from '@equipoise/core';
import {
  abs,
  add,
  divNoNan,
  matMul,
  max,
  mul,
  norm,
  reshape,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';

/**
 * One number per row as a column, to multiply rows with.
 *
 * @param values - One number for each task.
 */
export function column(values: Tensor): Tensor2D {
  return reshape(values, [values.size, 1]);
}

/**
 * Σ wᵢrᵢ, the weighted sum of the rows.
 *
 * @param weights - w, one for each task.
 * @param rows - r, one for each task.
 */
export function weightedSum(weights: Tensor1D, rows: Tensor2D): Tensor1D {
  return reshape(matMul(reshape(weights, [1, weights.size]), rows), [-1]);
}

/**
 * The inner products of rows: tasks × tasks.
 *
 * @param first - One row for each task.
 * @param second - The same for the second index; the first rows when left out.
 */
export function products(first: Tensor2D, second: Tensor2D = first): Tensor2D {
  return matMul(first, second, false, true);
}

/**
 * The norms of rows.
 *
 * @param rows - One for each task.
 */
export function rowNorms(rows: Tensor2D): Tensor1D {
  return sqrt(sum(square(rows), 1));
}

/**
 * A vector made of length 1, of whatever length it is; 0 stays 0.
 *
 * @param vector - The vector.
 */
export function unit(vector: Tensor1D): Tensor1D {
  const scaled = divNoNan<Tensor1D>(vector, max(abs(vector))); // The squares of its entries neither overflow nor vanish.
  return divNoNan(scaled, norm(scaled));
}

/**
 * Moves each row towards a new one by its share of the way: k + s·(f − k). With share 0 a row does not change.
 *
 * @param kept - One row, or number, for each task.
 * @param fresh - The same.
 * @param shares - One for each task.
 */
export function moved(kept: Tensor, fresh: Tensor, shares: Tensor): Tensor2D {
  return add(kept, mul(kept.rank > 1 ? column(shares) : shares, sub(fresh, kept)));
}

/**
 * A slot that a gradient transform declared.
 *
 * @param slots - What the step gives.
 * @param name - The slot's name.
 * @throws {@link @equipoise/core!ShapeError} when there is none.
 */
export function slot(slots: Readonly<Record<string, Tensor>>, name: string): Tensor {
  const found = slots[name];
  if (!found) throw new ShapeError(`weighting: the gradient transform was given no slot ${name}.`);
  return found;
}
