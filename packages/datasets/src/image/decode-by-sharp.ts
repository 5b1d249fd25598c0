import type { DecodeOptions } from './decode-options.ts';
import type { ImagePixels } from './image-pixels.ts';
import { checkPixels } from './max-pixels.ts';

/** How files of the other formats that are read begin, from a place: `RIFF????WEBP`, `GIF8`, `II*`, `MM*`, `????ftypavif`. */
const beginnings: readonly (readonly [at: number, text: string])[] = [
  [8, 'WEBP'],
  [0, 'GIF8'],
  [0, 'II*\0'],
  [0, 'MM\0*'],
  [4, 'ftypavif'],
];

/**
 * Whether a file is a WebP, GIF, TIFF or AVIF image by how it begins.
 *
 * @param bytes - The file.
 */
export function isForSharp(bytes: Uint8Array): boolean {
  return beginnings.some(([at, text]) =>
    Array.from(text).every((own, index) => bytes[at + index] === own.charCodeAt(0)),
  );
}

/**
 * Decodes an image by the npm package `sharp`: the first one of an animation, turned upright as Exif says. Grey stays grey, and transparency is kept.
 *
 * @param bytes - The file.
 * @param options - What is accepted.
 * @throws Error when `sharp` is not installed, or the file is cut or damaged, or too large.
 */
export async function decodeBySharp(bytes: Uint8Array, options: DecodeOptions): Promise<ImagePixels> {
  const { default: sharp } = await import('sharp').catch((cause: unknown) => {
    throw new Error('this needs the npm package sharp, which is not installed (npm install sharp)', { cause });
  });
  const image = sharp(bytes, { limitInputPixels: false });
  const { width, height, space } = await image.metadata();
  checkPixels({ width, height }, options);
  const upright = space === 'b-w' ? image.autoOrient().toColourspace('b-w') : image.autoOrient();
  const { data, info } = await upright.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8Array(data) };
}
