import { reshape } from '@tensorflow/tfjs-core';

import { defineLayer } from './define-layer.ts';
import type { Layer } from './layer.ts';

/** Lays the numbers of each example in a row. */
export function flatten(): Layer {
  return defineLayer({
    name: 'flatten',
    build({ shape }) {
      const size = shape.reduce((product, length) => product * length, 1);
      return { shape: [size], call: (input) => (input.rank === 2 ? input : reshape(input, [-1, size])) };
    },
  });
}
