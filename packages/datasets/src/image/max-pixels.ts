import type { DecodeOptions } from './decode-options.ts';

/**
 * Checks the size that an image declares, before anything of that size is made.
 *
 * @param size - Its size.
 * @param options - The most pixels.
 * @throws Error when it is larger.
 */
export function checkPixels(
  { width, height }: { readonly width: number; readonly height: number },
  { maxPixels }: Pick<DecodeOptions, 'maxPixels'>,
): void {
  if (width * height <= maxPixels) return;
  throw new Error(`it has ${width} × ${height} pixels, at most ${maxPixels} are accepted (maxPixels)`);
}
