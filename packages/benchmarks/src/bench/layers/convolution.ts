import { conv2d, type Tensor4D } from '@tensorflow/tfjs-core';

import { uniform } from './parameters.ts';
import type { Part } from './part.ts';

/** The stride and padding of a convolution. */
export interface ConvolutionOptions {
  /** Channels of an image. */
  readonly channels: number;
  /** How many filters. */
  readonly filters: number;
  /** The side of a filter, odd: so many zeros are put around an image that a step of 1 keeps its size. */
  readonly kernel: number;
  /** How far a filter moves in one step. */
  readonly stride: number;
}

/**
 * A convolution over images, padded and without a bias.
 *
 * @param options - Stride and padding.
 */
export function convolution({ channels, filters, kernel, stride }: ConvolutionOptions): Part {
  return {
    parameters: [uniform([kernel, kernel, channels, filters], kernel * kernel * channels)],
    apply: (images, weight) => conv2d(images as Tensor4D, weight as Tensor4D, stride, (kernel - 1) / 2),
  };
}
