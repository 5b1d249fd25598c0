import { max, relu } from '@tensorflow/tfjs-core';

import { ShapeError } from '../errors.ts';
import { defineLayer } from './define-layer.ts';
import type { Layer } from './layer.ts';

/**
 * The features of a sequence, from those of its tokens: the greatest of each over the sequence, at least 0.
 *
 *     y_f = max_t max(x_tf, 0)
 *
 * Padding, whose features are 0, does not contribute: a longer padding gives the same features.
 *
 * @see R. Collobert et al. Natural Language Processing (Almost) from Scratch. JMLR 2011. https://jmlr.org/papers/v12/collobert11a.html
 */
export function tokenPool(): Layer {
  return defineLayer({
    name: 'tokenPool',
    build({ shape }) {
      const [, width] = shape;
      if (width === undefined || shape.length !== 2) {
        throw new ShapeError(`tokenPool: the input must be features of tokens, has shape [${shape.join()}].`);
      }
      return { shape: [width], call: (x) => max(relu(x), 1) };
    },
  });
}
