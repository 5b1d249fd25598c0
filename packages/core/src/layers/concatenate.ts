import { concat } from '@tensorflow/tfjs-core';

import { ShapeError } from '../errors.ts';
import type { Layer } from './layer.ts';

/**
 * Several layers that read one input; their features are side by side in the last axis. The weights of each are named by its place: `0/dense-0/kernel`.
 *
 * @param layers - The layers, at least one.
 * @throws {@link ShapeError} when there is none, or they differ in another axis than the last.
 */
export function concatenate(layers: readonly Layer[]): Layer {
  return {
    config: { kind: 'layer', name: 'concatenate', options: { layers: layers.map(({ config }) => config) } },
    build(input, scope) {
      const built = layers.map((layer, index) => layer.build(input, scope.child(`${index}`)));
      const shapes = built.map(({ output }) => output.shape);
      const [first = []] = shapes;
      const rest = first.slice(0, -1);
      if (first.length === 0 || shapes.some((shape) => shape.slice(0, -1).join() !== rest.join())) {
        const received = shapes.map((shape) => `[${shape.join()}]`).join(' and ');
        throw new ShapeError(
          `concatenate: the layers may differ in the last axis only, have ${received || 'no shape'}.`,
        );
      }
      const width = shapes.reduce((total, shape) => total + (shape.at(-1) ?? 0), 0);
      const perToken = built.every(({ output }) => output.perToken === true);
      return {
        output: { shape: [...rest, width], dtype: 'float32', ...(perToken && { perToken }) },
        call(x, run) {
          const parts = built.map((layer) => layer.call(x, run));
          return concat(parts, -1);
        },
      };
    },
  };
}
