import { add } from '@tensorflow/tfjs-core';

import { ShapeError } from '../errors.ts';
import { defineLayer } from './define-layer.ts';
import { normal } from './initializers.ts';
import type { Layer } from './layer.ts';

/** Adds a learnt vector to each place of a sequence. */
export function positionEmbedding(): Layer {
  return defineLayer({
    name: 'positionEmbedding',
    build({ shape }, scope) {
      if (shape.length !== 2) {
        throw new ShapeError(`positionEmbedding: the input must be sequences of vectors, has shape [${shape.join()}].`);
      }
      const table = scope.weight('table', shape, normal());
      return { shape, call: (x, run) => add(x, run.weight(table)) };
    },
  });
}
