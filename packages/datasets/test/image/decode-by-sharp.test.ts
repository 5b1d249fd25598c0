import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';

import { DataError, InvalidOptionError, type Split } from '@equipoise/core';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';

import { fromImageFolder, type ImagePixels, readImage } from '../../src/index.ts';
import { inputOf, known, valuesOf } from '../support/known.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Decoded {
  readonly file: string;
  readonly shape: readonly number[];
  readonly pixels: string;
}

/** What Pillow decodes: see read-image.test.ts. */
const written = readFileSync(join(import.meta.dirname, 'pillow/images.json'), 'utf8');
const jpegs = Object.entries(JSON.parse(written) as Record<string, Decoded>)
  .filter(([name]) => name.startsWith('JPEG'))
  .map(([name, { file, shape, pixels }]) => ({
    name,
    file: Buffer.from(file, 'base64'),
    shape,
    expected: inflateSync(Buffer.from(pixels, 'base64')),
  }));

const temporary = temporaryFolder();
const [width, height] = [7, 5];
const pixels = Uint8Array.from({ length: width * height * 4 }, (_, at) => (at % 4 === 3 ? 255 - at : (37 * at) % 256));
const raw = (channels: 3 | 4): Sharp => {
  const data = channels === 4 ? pixels : pixels.filter((_, at) => at % 4 !== 3);
  return sharp(data, { raw: { width, height, channels } });
};
const shapeOf = (image: ImagePixels): readonly number[] => [
  image.height,
  image.width,
  image.data.length / (image.width * image.height),
];
const farthest = (image: ImagePixels, expected: ArrayLike<number>): number =>
  Math.max(...Array.from(image.data, (value, at) => Math.abs(value - known(expected[at]))));

describe('readImage with sharp', () => {
  it.each(jpegs)('decodes a JPEG upright, as Pillow does: $name', async ({ name, file, shape, expected }) => {
    const image = await readImage(file, { decoder: 'sharp' });
    expect(shapeOf(image)).toEqual(shape);
    // CMYK is decoded here, as sharp would apply a colour profile.
    expect(farthest(image, expected)).toBeLessThanOrEqual(name.includes('CMYK') ? 3 : 0);
    const own = await readImage(file);
    expect(farthest(own, image.data)).toBeLessThanOrEqual(name.includes('half') ? 24 : 3);
  });

  it('reads formats that this package does not decode, to the bit where they keep it', async () => {
    const rgb = pixels.filter((_, at) => at % 4 !== 3);
    const files = {
      webp: await raw(3).webp({ lossless: true }).toBuffer(),
      tiff: await raw(3).tiff({ compression: 'lzw' }).toBuffer(),
      avif: await raw(3).avif({ lossless: true, chromaSubsampling: '4:4:4' }).toBuffer(),
    };
    for (const [name, file] of Object.entries(files)) {
      const image = await readImage(file);
      expect(shapeOf(image)).toEqual([height, width, 3]);
      expect(farthest(image, rgb)).toBeLessThanOrEqual(name === 'avif' ? 3 : 0);
    }
    expect(shapeOf(await readImage(await raw(4).webp({ lossless: true }).toBuffer()))).toEqual([height, width, 4]);
    const gif = await readImage(await raw(3).gif().toBuffer());
    expect([gif.height, gif.width]).toEqual([height, width]);
    const grey = await readImage(await raw(3).toColourspace('b-w').tiff({ compression: 'lzw' }).toBuffer());
    expect(shapeOf(grey)).toEqual([height, width, 1]);
  });

  it('refuses an image that is cut, or larger than accepted, in a sentence', async () => {
    const file = await raw(3).webp({ lossless: true }).toBuffer();
    await expect(readImage(file.subarray(0, file.length - 20))).rejects.toThrow(DataError);
    await expect(readImage(file, { maxPixels: 34 })).rejects.toThrow(
      'readImage: cannot decode bytes: it has 7 × 5 pixels, at most 34 are accepted (maxPixels).',
    );
    await expect(readImage(file, { decoder: 'libvips' as never })).rejects.toThrow(InvalidOptionError);
    await expect(readImage(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).rejects.toThrow('it is no PNG');
  });

  it('loads a folder of WebP and JPEG images with its table', async () => {
    const folder = join(temporary(), 'mixed');
    mkdirSync(folder);
    const rows = ['file,colour'];
    for (let index = 0; index < 12; index += 1) {
      const [colour, red] = index % 2 === 0 ? ['red', 250] : ['black', 5];
      const plain = sharp({ create: { width: 8, height: 8, channels: 3, background: { r: red, g: 0, b: 0 } } });
      const name = `${index}.${index < 6 ? 'webp' : 'jpg'}`;
      writeFileSync(join(folder, name), await (index < 6 ? plain.webp() : plain.jpeg()).toBuffer());
      rows.push(`${name},${colour}`);
    }
    writeFileSync(join(folder, 'labels.csv'), rows.join('\n'));
    const image = { height: 4, width: 4 };
    const options = { folder, image, targets: { colour: 'binary' }, decoder: 'sharp' } as const;
    const listed = await fromImageFolder({ ...options, table: join(folder, 'labels.csv') });
    const splits = Object.values(listed.splits) as readonly Split[];
    expect(splits.reduce((sum, { size }) => sum + size, 0)).toBe(12);
    for (const split of splits) {
      const reds = Array.from({ length: split.size }, (_, row) => known(inputOf(split, 'image')[row * 4 * 4 * 3]) > 0);
      const isRed = (label: number): boolean => listed.tasks[0]?.kind.names?.[label] === 'red';
      expect(Array.from(valuesOf(split, 'colour'), isRed)).toEqual(reds);
    }
    await expect(fromImageFolder({ ...options, decoder: 'gd' as never })).rejects.toThrow('option `decoder` must be');
  });
});
