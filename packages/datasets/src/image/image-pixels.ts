import { isRecord } from '@equipoise/core';

/** An image as bytes: what decoders and a browser's `ImageData` give, and what the input `imageInput` of a model takes. */
export interface ImagePixels {
  /** Pixels in a row. */
  readonly width: number;
  /** Rows of pixels. */
  readonly height: number;
  /**
   * The values from 0 to 255, row by row, the channels of a pixel one after the other: grey (1), grey and alpha (2), RGB (3) or RGBA (4). Their
   * number says which.
   */
  readonly data: Uint8Array | Uint8ClampedArray;
}

/**
 * Whether a value is an image of 1 to 4 channels.
 *
 * @param value - The value, of whatever type.
 */
export function isImagePixels(value: unknown): value is ImagePixels {
  if (!isRecord(value)) return false;
  const { width, height, data } = value;
  if (!(data instanceof Uint8Array || data instanceof Uint8ClampedArray)) return false;
  if (![width, height].every((side) => Number.isSafeInteger(side) && Number(side) > 0)) return false;
  return [1, 2, 3, 4].includes(data.length / (Number(width) * Number(height)));
}
