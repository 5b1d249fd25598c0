import { reshape, slice } from '@tensorflow/tfjs-core';

import { ShapeError } from '../errors.ts';
import { defineLayer } from './define-layer.ts';
import type { Layer } from './layer.ts';

/**
 * The first vector of a sequence.
 *
 * @throws {@link ShapeError} when the input is not sequences of vectors.
 */
export function firstVector(): Layer {
  return defineLayer({
    name: 'firstVector',
    build({ shape }) {
      const [, width] = shape;
      if (width === undefined || shape.length !== 2) {
        throw new ShapeError(`firstVector: the input must be sequences of vectors, has shape [${shape.join()}].`);
      }
      return { shape: [width], call: (x) => reshape(slice(x, [0, 0, 0], [-1, 1, -1]), [-1, width]) };
    },
  });
}
