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

/**
 * A mask in another size: as its values are names, each pixel is the nearest one, ⌊(k + ½) · old / new⌋.
 *
 * @param mask - The mask: one channel.
 * @param size - The size.
 */
export function fitMask({ width, height, data }: ImagePixels, size: Size): Uint8Array {
  const fitted = new Uint8Array(size.width * size.height);
  for (let row = 0; row < size.height; row += 1) {
    const from = Math.floor(((row + 0.5) * height) / size.height) * width;
    for (let column = 0; column < size.width; column += 1) {
      fitted[row * size.width + column] = data[from + Math.floor(((column + 0.5) * width) / size.width)] ?? 0;
    }
  }
  return fitted;
}

/** Numbers as bytes, rounded. */
function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(Uint8ClampedArray.from(values).buffer);
}
