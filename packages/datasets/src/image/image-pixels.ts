import { isRecord, type Pixels } from '@equipoise/core';

/** An image as bytes: what decoders and a browser's `ImageData` give, and what the input `imageInput` of a model takes. */
export type ImagePixels = Pixels<Uint8Array | Uint8ClampedArray>;

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
