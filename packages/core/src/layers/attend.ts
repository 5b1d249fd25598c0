import { add, matMul, mul, reshape, softmax, type Tensor, transpose } from '@tensorflow/tfjs-core';

import { InvalidOptionError } from '../errors.ts';

/** How {@link attend} mixes vectors. */
export interface AttendOptions {
  /** The number of heads; divides the width of a vector. */
  readonly heads: number;
  /** What is added to the scores (broadcast to batch × heads × queries × keys): −10⁹ where a query must not see a key. */
  readonly mask?: Tensor | undefined;
  /** What is done to the shares that a query takes of each key, such as dropout. */
  readonly drop?: ((shares: Tensor) => Tensor) | undefined;
}

/**
 * Multi-head scaled dot-product attention over projected vectors (batch × length × width).
 *
 *     y = concat_h( softmax(Q_h K_hᵀ / √d_h + mask) V_h )
 *
 * @param queries - Q.
 * @param keys - K.
 * @param values - V, as long as K.
 * @param options - Heads and mask.
 * @returns A vector for each query.
 * @see A. Vaswani et al. Attention Is All You Need. NeurIPS 2017. https://arxiv.org/abs/1706.03762
 */
export function attend(
  queries: Tensor,
  keys: Tensor,
  values: Tensor,
  { heads, mask, drop = (shares) => shares }: AttendOptions,
): Tensor {
  const [, length = 1, width = 1] = queries.shape;
  const size = width / heads;
  const perHead = (y: Tensor): Tensor => transpose(reshape(y, [-1, y.shape[1] ?? 1, heads, size]), [0, 2, 1, 3]);
  const scores = matMul(mul(perHead(queries), 1 / Math.sqrt(size)), perHead(keys), false, true);
  const shares = drop(softmax(mask ? add(scores, mask) : scores));
  const seen = transpose(matMul(shares, perHead(values)), [0, 2, 1, 3]);
  return reshape(seen, [-1, length, width]);
}

/**
 * Checks that heads divide the width of a vector.
 *
 * @param owner - The layer, for errors.
 * @param heads - The number of heads.
 * @param width - The width.
 * @throws {@link InvalidOptionError} when they do not.
 */
export function requireHeads(owner: string, heads: number, width: number): void {
  if (width % heads === 0) return;
  throw new InvalidOptionError(owner, 'heads', `a divisor of the width ${width} of a token`, heads);
}
