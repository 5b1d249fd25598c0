import { expect, it } from 'vitest';

import { fitImage, fitMask } from '../../src/image/fit-image.ts';
import type { ImagePixels } from '../../src/image/image-pixels.ts';
import { at } from '../support/known.ts';

/** An image that is easy to write in Python as well: (31 r + 17 c + 57 k + 5 ((r c) mod 23)) mod 256. */
function patterned(height: number, width: number, channels: number): ImagePixels {
  const data = new Uint8Array(height * width * channels).map((_, index) => {
    const [row, column] = [Math.floor(index / (width * channels)), Math.floor(index / channels) % width];
    return (31 * row + 17 * column + 57 * (index % channels) + ((row * column) % 23) * 5) % 256;
  });
  return { width, height, data };
}

// The first eight values of Pillow 9.4.0, which rounds rows and columns one after the other.
it.each([
  [5, 7, 1, 3, 4, [24, 53, 88, 118, 76, 118, 168, 180]],
  [5, 7, 3, 11, 9, [0, 57, 114, 11, 68, 125, 25, 82]],
  [64, 48, 3, 10, 13, [115, 143, 132, 129, 128, 131, 122, 125]],
])(
  'resizes bytes as Pillow does, but for rounding: %i × %i × %i to %i × %i',
  (h, w, channels, height, width, first) => {
    const fitted = fitImage(patterned(h, w, channels), { height, width, channels });
    expect(fitted).toHaveLength(height * width * channels);
    first.forEach((value, index) => {
      expect(Math.abs(at(fitted, index) - value)).toBeLessThanOrEqual(1);
    });
  },
);

it('takes the nearest pixel of a mask, as Pillow does', () => {
  const fitted = fitMask(patterned(5, 7, 1), { height: 3, width: 4 });
  expect([...fitted.slice(0, 8)]).toEqual([0, 34, 68, 102, 62, 116, 170, 224]);
});
