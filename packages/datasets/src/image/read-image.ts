import { checkKnownOptions, DataError, InvalidOptionError, reasonOf, show } from '@equipoise/core';

import { nodeProcess } from '../parse/node-process.ts';
import type { DecodeOptions } from './decode-options.ts';
import { type ImagePixels, isImagePixels } from './image-pixels.ts';
import { isJpeg } from './jpeg/markers.ts';
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
}

/**
 * Reads a PNG or JPEG image. PNG of any kind is decoded to the bit; JPEG is turned upright as Exif says.
 *
 * @example
 * await model.predictRows([{ photo: await readImage('cat.jpg') }]);
 *
 * @param source - A path, the bytes of a file, or pixels, which are given back.
 * @param options - What is accepted.
 * @throws {@link @equipoise/core!DataError} when the file cannot be read, is neither PNG nor JPEG, is damaged, or has too many pixels; names the file.
 */
export async function readImage(source: ImageSource, options: ReadImageOptions = {}): Promise<ImagePixels> {
  checkKnownOptions<ReadImageOptions>('readImage', options, { maxPixels: true, indices: true });
  const { maxPixels = 89_478_485, indices = false } = options;
  if (!(maxPixels >= 1)) throw new InvalidOptionError('readImage', 'maxPixels', 'a number of at least 1', maxPixels);
  if (isImagePixels(source)) return source;
  const name = typeof source === 'string' ? source : 'bytes';
  const bytes = typeof source === 'string' ? await readBytes(source) : source;
  if (!(bytes instanceof Uint8Array)) {
    throw new DataError(`readImage: must be a path, bytes or pixels, received ${show(source)}.`);
  }
  try {
    return await decode(bytes, { maxPixels, indices });
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(`readImage: cannot decode ${name}: ${reasonOf(error)}.`, { cause: error });
  }
}

async function decode(bytes: Uint8Array, options: DecodeOptions): Promise<ImagePixels> {
  if (isPng(bytes)) return (await import('./png/decode-png.ts')).decodePng(bytes, options);
  if (isJpeg(bytes)) return (await import('./jpeg/decode-jpeg.ts')).decodeJpeg(bytes, options);
  throw new Error('it is neither a PNG nor a JPEG image');
}

async function readBytes(path: string): Promise<Uint8Array> {
  const { readFile } = nodeProcess('readImage').getBuiltinModule('node:fs/promises');
  try {
    return await readFile(path);
  } catch (error) {
    throw new DataError(`readImage: cannot read ${path}: ${reasonOf(error)}.`, { cause: error });
  }
}
