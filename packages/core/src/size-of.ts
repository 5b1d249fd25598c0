import type { TensorSpec } from './layers/layer.ts';

/**
 * Number of values of a shape: 1 for one without axes.
 *
 * @param spec - The shape.
 */
export function sizeOf({ shape }: Pick<TensorSpec, 'shape'>): number {
  return shape.reduce((product, length) => product * length, 1);
}
