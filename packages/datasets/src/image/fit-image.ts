import { type ImagePixels, resize, toChannels } from '@equipoise/core';

/** The form of the images of a data set. */
export interface ImageForm {
  /** Rows of pixels. */
  readonly height: number;
  /** Pixels in a row. */
  readonly width: number;
  /** 1 for grey, 3 for RGB, 4 for RGBA. */
  readonly channels: number;
}

/**
 * The values of an image in the form of a data set: bytes, row by row, the channels of a pixel one after the other.
 *
 * @param image - The image.
 * @param form - The form.
 */
export function fitImage(image: ImagePixels, { height, width, channels }: ImageForm): Uint8Array {
  const { data } = resize(toChannels(image, channels), { height, width });
  return data instanceof Uint8Array ? data : new Uint8Array(data);
}

/**
 * A mask in another size: the nearest pixel, as its values are names.
 *
 * @param mask - The mask: one channel.
 * @param size - The size.
 */
export function fitMask(mask: ImagePixels, { height, width }: Omit<ImageForm, 'channels'>): Uint8Array {
  const { data } = resize(mask, { height, width, method: 'nearest' });
  return data instanceof Uint8Array ? data : new Uint8Array(data);
}
