import { mean } from '@tensorflow/tfjs-core';

import { ShapeError } from '../errors.ts';
import { defineLayer } from './define-layer.ts';
import type { Layer } from './layer.ts';

/** Global average pooling: the mean over all axes but the last, such as the pixels of an image or the tokens of a sequence. */
export function globalAveragePool(): Layer {
  return defineLayer({
    name: 'globalAveragePool',
    build({ shape }) {
      const last = shape.at(-1);
      if (last === undefined || shape.length < 2) {
        throw new ShapeError(
          `globalAveragePool: the input must have an axis beside its features, has shape [${shape.join()}].`,
        );
      }
      const axes = shape.slice(0, -1).map((_, axis) => axis + 1);
      return { shape: [last], call: (x) => mean(x, axes) };
    },
  });
}
