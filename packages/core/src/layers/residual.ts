import { add } from '@tensorflow/tfjs-core';

import { ShapeError } from '../errors.ts';
import type { Layer } from './layer.ts';
import { sequential } from './sequential.ts';

/**
 * A layer with a shortcut around it: y = f(x) + s(x).
 *
 * @param main - f.
 * @param shortcut - s, for an f that changes the shape; x itself when left out.
 * @throws {@link ShapeError} when the two have different shapes.
 */
export function residual(main: Layer, shortcut: Layer = sequential([])): Layer {
  return {
    config: { kind: 'layer', name: 'residual', options: { main: main.config, shortcut: shortcut.config } },
    build(input, scope) {
      const [first, second] = [main.build(input, scope.child('main')), shortcut.build(input, scope.child('shortcut'))];
      if (first.output.shape.join() !== second.output.shape.join()) {
        const shapes = [first, second].map(({ output }) => `[${output.shape.join()}]`).join(' and ');
        throw new ShapeError(`residual: the layer and its shortcut must have one shape, have ${shapes}.`);
      }
      return { output: first.output, call: (x, run) => add(first.call(x, run), second.call(x, run)) };
    },
  };
}
