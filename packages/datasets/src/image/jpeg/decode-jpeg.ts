import type { DecodeOptions } from '../decode-options.ts';
import type { ImagePixels } from '../image-pixels.ts';
import { checkPixels } from '../max-pixels.ts';
import { frameOf } from './markers.ts';
import { orientationOf, upright } from './orientation.ts';

/** Each block of 8 × 8 pixels takes at least a bit, for its mean. */
const mostPixelsOfByte = 8 * 64;

/**
 * Decodes a JPEG image, baseline or progressive, by `jpeg-js`: grey, or RGB, CMYK made RGB. It is turned upright as Exif says. Colour of half the
 * size is repeated, where libjpeg interpolates it; colour profiles are not applied.
 *
 * @param bytes - The file.
 * @param options - What is accepted.
 * @throws Error when it is cut or damaged, or too large.
 */
export async function decodeJpeg(bytes: Uint8Array, options: DecodeOptions): Promise<ImagePixels> {
  const frame = frameOf(bytes);
  checkPixels(frame, options);
  const pixels = frame.width * frame.height;
  if (pixels > mostPixelsOfByte * bytes.length) throw new Error('it has fewer pixels than its header says');
  const { default: jpeg } = await import('jpeg-js');
  const { width, height, data } = jpeg.decode(bytes, {
    useTArray: true,
    formatAsRGBA: false,
    tolerantDecoding: false,
    maxResolutionInMP: Math.ceil(options.maxPixels / 1e6),
    maxMemoryUsageInMB: 64 + Math.ceil((pixels * 32) / 1e6),
  });
  const image = { width, height, data };
  return upright(frame.components === 1 ? grey(image) : image, orientationOf(bytes));
}

/** Grey comes with three channels. */
function grey({ width, height, data }: ImagePixels): ImagePixels {
  return { width, height, data: new Uint8Array(width * height).map((_, pixel) => data[pixel * 3] ?? 0) };
}
