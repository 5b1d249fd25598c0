import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';

import { DataError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { readImage } from '../../src/index.ts';
import { known } from '../support/known.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { pngFile } from '../support/write-png.ts';

interface Decoded {
  readonly file: string;
  readonly shape: readonly number[];
  readonly pixels: string;
}

/** Files and what Pillow 9.4.0 decodes them to: made by write-images.py beside it. */
const byPillow = JSON.parse(readFileSync(join(import.meta.dirname, 'pillow/images.json'), 'utf8')) as Record<
  string,
  Decoded
>;
const fileOf = (name: string): Uint8Array => Buffer.from(known(byPillow[name]).file, 'base64');
const all = Object.entries(byPillow).map(([name, { shape, pixels }]) => ({
  name,
  shape,
  expected: inflateSync(Buffer.from(pixels, 'base64')),
}));
const isJpeg = ({ name }: { name: string }): boolean => name.startsWith('JPEG');

describe('readImage', () => {
  it.each(all.filter((each) => !isJpeg(each)))('decodes a PNG to the bit: $name', async ({ name, shape, expected }) => {
    const image = await readImage(fileOf(name));
    expect([image.height, image.width, image.data.length / (image.width * image.height)]).toEqual(shape);
    expect(Buffer.from(image.data).equals(expected)).toBe(true);
  });

  // libjpeg computes in whole numbers, and interpolates colour of half the size.
  it.each(all.filter(isJpeg))('decodes a JPEG as libjpeg does, but for rounding: $name', async (each) => {
    const image = await readImage(fileOf(each.name));
    expect([image.height, image.width, image.data.length / (image.width * image.height)]).toEqual(each.shape);
    const differences = Array.from(image.data, (value, index) => Math.abs(value - known(each.expected[index])));
    const halved = each.name.includes('half');
    expect(Math.max(...differences)).toBeLessThanOrEqual(halved ? 24 : 3);
    expect(differences.reduce((sum, one) => sum + one, 0) / differences.length).toBeLessThan(halved ? 4 : 0.7);
  });

  it('gives the indices of a mask on demand', async () => {
    const { data } = await readImage(fileOf('palette 2'), { indices: true });
    expect(data).toHaveLength(13 * 11);
    expect(new Set(data)).toEqual(new Set([0, 1, 2, 3]));
    expect(new Set((await readImage(fileOf('grey 2'), { indices: true })).data)).toEqual(new Set([0, 1, 2, 3]));
    expect(new Set((await readImage(fileOf('grey 2'))).data)).toEqual(new Set([0, 85, 170, 255]));
  });

  it('gives pixels back as they are', async () => {
    const pixels = { width: 1, height: 1, data: Uint8Array.of(7) };
    expect(await readImage(pixels)).toBe(pixels);
  });
});

describe('readImage, of a file that is damaged', () => {
  const folder = temporaryFolder();

  async function message(bytes: Uint8Array, options = {}): Promise<string> {
    const path = join(folder(), 'image.bin');
    writeFileSync(path, bytes);
    const error: unknown = await readImage(path, options).catch((thrown: unknown) => thrown);
    if (!(error instanceof DataError)) throw new Error('decoded, or failed in another way', { cause: error });
    return error.message;
  }

  it('names the file and what is wrong', async () => {
    const png = fileOf('RGB 8');
    expect(await message(png.subarray(0, 60))).toMatch(
      /^readImage: cannot decode .*image\.bin: the file ends too early\.$/,
    );
    expect(await message(png.with(20, 9))).toMatch(/: the checksum of its part IHDR is wrong\.$/);
    expect(await message(Buffer.from('BM, a bitmap'))).toMatch(
      /: it is no PNG, JPEG, WebP, GIF, TIFF or AVIF image\.$/,
    );
    expect(await message(fileOf('JPEG baseline').subarray(0, 700))).toMatch(/^readImage: cannot decode .*\.$/);
    await expect(readImage(join(folder(), 'none.png'))).rejects.toThrow(/cannot read .*none\.png: it is not there/);
  });

  it('refuses too many pixels before it decodes them', async () => {
    expect(await message(fileOf('RGB 8'), { maxPixels: 100 })).toMatch(
      /: it has 11 × 13 pixels, at most 100 are accepted \(maxPixels\)\.$/,
    );
    expect(await message(fileOf('JPEG baseline'), { maxPixels: 100 })).toMatch(/it has 24 × 17 pixels/);
    expect(await message(png(60_000, 60_000, Buffer.alloc(0)))).toMatch(/it has 60000 × 60000 pixels/);
  });

  it('stops a PNG that unpacks to more than it declares', async () => {
    const bomb = png(2, 2, deflateSync(Buffer.alloc(50_000_000)));
    expect(bomb.length).toBeLessThan(60_000);
    expect(await message(bomb)).toMatch(/Cannot create a Buffer larger than 6 bytes/);
    expect(await message(png(2, 2, deflateSync(Buffer.alloc(3))))).toMatch(/fewer pixels than its header says/);
  });

  it.each(['RGB 8', 'palette 8 with alpha interlaced', 'JPEG progressive', 'JPEG held 6'])(
    'gives pixels or a sentence for any damaged byte: %s',
    async (name) => {
      const whole = fileOf(name);
      for (let at = 0; at < whole.length; at += 3) {
        for (const bytes of [whole.with(at, known(whole[at]) ^ 0x55), whole.subarray(0, at)]) {
          const result = await readImage(bytes, { maxPixels: 1e6 }).catch((error: unknown) => error);
          if (result instanceof Error) expect(result).toBeInstanceOf(DataError);
        }
      }
    },
  );
});

/** A grey PNG of 8 bits with these pixels, compressed. */
function png(width: number, height: number, data: Uint8Array): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  return pngFile(header, data);
}
