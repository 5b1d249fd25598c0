import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { DataError, random } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { readImage } from '../../src/index.ts';
import { damaged } from '../support/damaged.ts';
import { known } from '../support/known.ts';
import { peakOfReading } from '../support/peak-memory.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { pngOf } from '../support/write-png.ts';

/** Files that Pillow 9.4.0 wrote: see write-images.py beside them. */
const files = Object.entries(
  JSON.parse(readFileSync(join(import.meta.dirname, 'pillow/images.json'), 'utf8')) as Record<string, { file: string }>,
).map(([name, { file }]) => ({ name, sound: Uint8Array.from(Buffer.from(file, 'base64')) }));
const isJpeg = ({ name }: { readonly name: string }): boolean => name.startsWith('JPEG');

const folder = temporaryFolder();

describe('readImage', () => {
  it.each(files)('gives pixels, or refuses by name, a damaged $name', async ({ name, sound }) => {
    const draw = random(13).fork(name);
    const path = join(folder(), 'damaged.image');
    let refused = 0;
    for (let round = 0; round < 90; round += 1) {
      writeFileSync(
        path,
        damaged(sound, round, (below) => draw.integer(below)),
      );
      const result = await readImage(path).catch((error: unknown) => error);
      if (!(result instanceof Error)) continue;
      refused += 1;
      if (!(result instanceof DataError)) throw new Error(`round ${round}`, { cause: result });
      expect(result.message).toMatch(/^readImage: .*damaged\.image: /);
      expect(result.message.length).toBeLessThan(1000);
    }
    expect(refused).toBeGreaterThan(isJpeg({ name }) ? 10 : 30);
  });

  it('refuses files that say they are as large as is accepted, and takes no memory of that size', () => {
    const side = 9400; // 88 million pixels, 265 MB.
    const jpeg = Buffer.from(known(files.find(isJpeg)).sound);
    const frame = jpeg.findIndex((byte, at) => byte === 0xff && [0xc0, 0xc2].includes(jpeg[at + 1] ?? 0));
    jpeg.writeUInt16BE(side, frame + 5);
    jpeg.writeUInt16BE(side, frame + 7);
    const png = pngOf({ width: side, height: side, data: new Uint8Array(side * side * 3).subarray(0, 0) });
    for (const [name, bytes] of Object.entries({ jpeg, png })) {
      const path = join(folder(), `bomb.${name}`);
      writeFileSync(path, bytes);
      const read = `async ({ readImage }, path) => {
        const message = await readImage(path).then(() => 'read', (error) => error.message);
        return { length: Number(/bomb.*fewer pixels than its header says/.test(message)) };
      }`;
      const { bytes: peak, rows: isRefused } = peakOfReading(path, read);
      expect([name, isRefused]).toEqual([name, 1]);
      expect(peak).toBeLessThan(60e6);
    }
  });

  it('still decodes a JPEG of one colour, which has few bytes', async () => {
    const { default: jpeg } = await import('jpeg-js');
    const side = 512;
    const { data } = jpeg.encode({ width: side, height: side, data: new Uint8Array(4 * side * side).fill(90) }, 1);
    const image = await readImage(Uint8Array.from(data));
    expect([image.width, image.height]).toEqual([side, side]);
  });
});
