import { ShapeError } from '../errors.ts';
import { imageAxes } from '../layers/define-layer.ts';
import type { TensorSpec } from '../layers/layer.ts';

/**
 * Checks that images can be made smaller as often as an encoder does, without a rest.
 *
 * @param owner - The encoder, for errors.
 * @param input - The images.
 * @param sizes - How many sizes the encoder has.
 * @param factor - How many times as high and wide the largest is as the smallest.
 * @throws {@link ShapeError} when they cannot, or are no images.
 */
export function requireSides(owner: string, input: TensorSpec, sizes: number, factor: number): void {
  const [height, width] = imageAxes(owner, input);
  if (height % factor === 0 && width % factor === 0) return;
  throw new ShapeError(
    `${owner}: ${sizes} sizes need images whose sides are multiples of ${factor}, received ${height}×${width}.`,
  );
}
