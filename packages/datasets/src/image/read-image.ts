import { checkKnownOptions, DataError, InvalidOptionError, reasonOf, show } from '@equipoise/core';

import { nodeProcess } from '../parse/node-process.ts';
import type { DecodeOptions } from './decode-options.ts';
import { type ImagePixels, isImagePixels } from './image-pixels.ts';
import { frameOf, isJpeg } from './jpeg/markers.ts';
import { isPng } from './png/png-file.ts';

/** An image: the path of a file, the bytes of one, or pixels. */
export type ImageSource = string | Uint8Array | ImagePixels;

/** Options of {@link readImage}. */
export interface ReadImageOptions {
  /**
   * The most pixels that an image may have: a small file can claim to be a very large image.
   *
   * @defaultValue 89,478,485, as in Pillow
   */
  readonly maxPixels?: number;
  /**
   * Gives the numbers that a PNG holds, for masks whose pixels are classes: indices into its palette, or grey of fewer than 8 bits as it is.
   *
   * @defaultValue false
   */
  readonly indices?: boolean;
  /**
   * What decodes JPEG: `javascript`, which gives the same pixels on every machine, or the npm package `sharp`, which has to be installed and is about ten times
   * as fast. Their pixels differ by at most 3 of 255, and by up to 24 where colour has half the size.
   *
   * @defaultValue 'javascript'
   */
  readonly decoder?: 'javascript' | 'sharp';
}

/**
 * Reads a PNG or JPEG image, and WebP, GIF, TIFF and AVIF where the npm package `sharp` is installed. PNG of any kind is decoded to the bit; others are turned
 * upright as Exif says.
 *
 * @example
 * await model.predictRows([{ photo: await readImage('cat.jpg') }]);
 *
 * @param source - A path, the bytes of a file, or pixels, which are given back.
 * @param options - What is accepted.
 * @throws {@link @equipoise/core!DataError} when the file cannot be read, is of another format, is damaged, or has too many pixels; names the file.
 */
export async function readImage(source: ImageSource, options: ReadImageOptions = {}): Promise<ImagePixels> {
  checkKnownOptions<ReadImageOptions>('readImage', options, { maxPixels: true, indices: true, decoder: true });
  const { maxPixels = 89_478_485, indices = false, decoder = 'javascript' } = options;
  if (!(maxPixels >= 1)) throw new InvalidOptionError('readImage', 'maxPixels', 'a number of at least 1', maxPixels);
  checkDecoder('readImage', decoder);
  if (isImagePixels(source)) return source;
  const name = typeof source === 'string' ? source : 'bytes';
  const bytes = typeof source === 'string' ? await readBytes(source) : source;
  if (!(bytes instanceof Uint8Array)) {
    throw new DataError(`readImage: must be a path, bytes or pixels, received ${show(source)}.`);
  }
  try {
    return await decode(bytes, { maxPixels, indices }, decoder);
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(`readImage: cannot decode ${name}: ${reasonOf(error)}.`, { cause: error });
  }
}

/** What decodes JPEG. */
type Decoder = NonNullable<ReadImageOptions['decoder']>;

/**
 * Checks what decodes images.
 *
 * @param owner - What was given it.
 * @param decoder - What it was given.
 * @throws {@link @equipoise/core!InvalidOptionError} when it is none.
 */
export function checkDecoder(owner: string, decoder: unknown): void {
  if (decoder === 'javascript' || decoder === 'sharp') return;
  throw new InvalidOptionError(owner, 'decoder', "'javascript' or 'sharp'", decoder);
}

async function decode(bytes: Uint8Array, options: DecodeOptions, decoder: Decoder): Promise<ImagePixels> {
  if (isPng(bytes)) return (await import('./png/decode-png.ts')).decodePng(bytes, options);
  const { decodeBySharp, isForSharp } = await import('./decode-by-sharp.ts');
  if (isJpeg(bytes)) {
    const isCmyk = frameOf(bytes).components === 4; // sharp applies its colour profile.
    if (decoder === 'sharp' && !isCmyk) return decodeBySharp(bytes, options);
    return (await import('./jpeg/decode-jpeg.ts')).decodeJpeg(bytes, options);
  }
  if (isForSharp(bytes)) return decodeBySharp(bytes, options);
  throw new Error('it is no PNG, JPEG, WebP, GIF, TIFF or AVIF image');
}

async function readBytes(path: string): Promise<Uint8Array> {
  const { readFile } = nodeProcess('readImage').getBuiltinModule('node:fs/promises');
  try {
    return await readFile(path);
  } catch (error) {
    throw new DataError(`readImage: cannot read ${path}: ${reasonOf(error)}.`, { cause: error });
  }
}
