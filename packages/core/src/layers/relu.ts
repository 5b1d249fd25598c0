import { relu as positivePart } from '@tensorflow/tfjs-core';

import { defineLayer } from './define-layer.ts';
import type { Layer } from './layer.ts';

/** Replaces negative numbers by 0. */
export function relu(): Layer {
  return defineLayer({
    name: 'relu',
    build: ({ shape }) => ({ shape, call: (input) => positivePart(input) }),
  });
}
