import { concatenate } from '../layers/concatenate.ts';
import { conv2d } from '../layers/conv2d.ts';
import type { Layer } from '../layers/layer.ts';
import { maxPool } from '../layers/max-pool.ts';
import { relu } from '../layers/relu.ts';
import { sequential } from '../layers/sequential.ts';
import { upsample } from '../layers/upsample.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineEncoder, type Encoder } from './encoder.ts';
import { requireSides } from './image-sides.ts';
import { skipCnnOptions } from './skip-cnn.ts';

/** Options of {@link uNet}. */
export const uNetOptions = optionsSchema('uNet', skipCnnOptions.shape);

/** Options of {@link uNet}. */
export type UNetOptions = OptionsOf<typeof uNetOptions>;

/**
 * U-Net, an encoder for images that keeps their size: features for each pixel, for tasks such as `segmentation`. Two convolutions with ReLU at every
 * size, on the way down after a 2 × 2 max-pooling, on the way up after an upsampling and a convolution; there, what came down stands beside what
 * comes up, where `skipCnn` adds them and has one convolution. Other than in the paper, convolutions keep the size.
 *
 * @param options - The layers.
 * @throws {@link InvalidOptionError} when an option is out of range, {@link ShapeError} when the input is not images, or cannot be halved as often.
 * @see O. Ronneberger, P. Fischer, T. Brox. U-Net: Convolutional Networks for Biomedical Image Segmentation. MICCAI 2015.
 *   https://arxiv.org/abs/1505.04597
 */
export function uNet(options: UNetOptions = {}): Encoder {
  const complete = uNetOptions.read(options);
  const { filters, kernel } = complete;
  const convolution = (count: number): Layer => conv2d({ filters: count, kernel, padding: 'half' });
  const two = (count: number): readonly Layer[] => [convolution(count), relu(), convolution(count), relu()];
  const below = ([own = 1, next, ...rest]: readonly number[]): readonly Layer[] => {
    if (next === undefined) return [];
    const inner = [maxPool(), ...two(next), ...below([next, ...rest]), upsample(), convolution(own)];
    return [concatenate([sequential([]), sequential(inner)]), ...two(own)];
  };
  return defineEncoder('uNet', { ...complete }, (input) => {
    requireSides('uNet', input, filters.length, 2 ** (filters.length - 1));
    return [...two(filters[0] ?? 1), ...below(filters)];
  });
}
