import { mul, square, sub, sum } from '@tensorflow/tfjs-core';

import { ShapeError } from '../errors.ts';
import { defineLayer } from './define-layer.ts';
import type { Layer } from './layer.ts';

/**
 * The products of all pairs of vectors of a sequence, added: the second-order term of a factorization machine, dimension by dimension.
 *
 *     y = Σ_{i<j} v_i ⊙ v_j = ½ ((Σ_i v_i)² − Σ_i v_i²)
 *
 * @throws {@link ShapeError} when the input is not sequences of vectors.
 * @see S. Rendle. Factorization Machines. ICDM 2010. https://doi.org/10.1109/ICDM.2010.127
 */
export function pairwiseInteractions(): Layer {
  return defineLayer({
    name: 'pairwiseInteractions',
    build({ shape }) {
      const [, width] = shape;
      if (width === undefined || shape.length !== 2) {
        throw new ShapeError(
          `pairwiseInteractions: the input must be sequences of vectors, has shape [${shape.join()}].`,
        );
      }
      return { shape: [width], call: (x) => mul(sub(square(sum(x, 1)), sum(square(x), 1)), 0.5) };
    },
  });
}
