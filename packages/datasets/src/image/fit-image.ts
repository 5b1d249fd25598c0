import { resize, type Size, toChannels } from '@equipoise/core';

import type { ImagePixels } from './image-pixels.ts';

/** The form of the images of a data set. */
export interface ImageForm extends Size {
  /** 1 for grey, 3 for red, green and blue. */
  readonly channels: number;
}

/**
 * The values of an image in the form of a data set, as a model resizes images that it is given ({@link @equipoise/core!resize}), rounded to bytes: row by row, the
 * channels of a pixel one after the other.
 *
 * @param image - The image.
 * @param form - The form.
 */
export function fitImage(image: ImagePixels, form: ImageForm): Uint8Array {
  const { channels } = form;
  return bytesOf(resize(toChannels(image, channels), image, form, channels));
}

/** Numbers of the pixels of an image: row by row, those of a pixel one after the other. */
export interface PixelNumbers extends Size {
  /** The numbers. */
  readonly data: ArrayLike<number>;
}

/**
 * A mask in another size: see {@link fitNearest}.
 *
 * @param mask - The mask: one channel.
 * @param size - The size.
 */
export function fitMask(mask: ImagePixels, size: Size): Uint8Array {
  return Uint8Array.from(fitNearest(mask, size));
}

/**
 * Numbers of pixels in another size, none of which are mixed: each pixel is the nearest one, ⌊(k + ½) · old / new⌋.
 *
 * @param pixels - The numbers.
 * @param size - The size.
 */
export function fitNearest({ width, height, data }: PixelNumbers, size: Size): Float32Array {
  const each = data.length / (width * height);
  const fitted = new Float32Array(size.width * size.height * each);
  let to = 0;
  for (let row = 0; row < size.height; row += 1) {
    const line = Math.floor(((row + 0.5) * height) / size.height) * width;
    for (let column = 0; column < size.width; column += 1) {
      const from = (line + Math.floor(((column + 0.5) * width) / size.width)) * each;
      for (let channel = 0; channel < each; channel += 1) fitted[to++] = data[from + channel] ?? 0;
    }
  }
  return fitted;
}

/** Numbers as bytes, rounded. */
function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(Uint8ClampedArray.from(values).buffer);
}
