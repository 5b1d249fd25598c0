import { reshape } from '@tensorflow/tfjs-core';

import { sizeOf } from '../size-of.ts';
import { defineLayer } from './define-layer.ts';
import type { Layer } from './layer.ts';

/** Lays the numbers of each example in a row. */
export function flatten(): Layer {
  return defineLayer({
    name: 'flatten',
    build(input) {
      const size = sizeOf(input);
      return { shape: [size], call: (x) => (x.rank === 2 ? x : reshape(x, [-1, size])) };
    },
  });
}
