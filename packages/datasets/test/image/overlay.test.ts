import { describe, expect, it } from 'vitest';

import { overlay } from '../../src/image/overlay.ts';

/** A black image with one pixel of the given brightness. */
function pixel(row: number, column: number, value: number): Uint8Array {
  const image = new Uint8Array(784);
  image[row * 28 + column] = value;
  return image;
}

const black = new Uint8Array(784);

describe('overlay', () => {
  it('draws the first digit where it stands, shrunk', () => {
    // Rows of the canvas that are kept: ⌊(r + ½) · 9/7⌋ for r = 0, 1, 2, 3, … is 0, 1, 3, 4, …; canvas (3, 4) goes to (2, 3).
    expect(overlay(pixel(3, 4, 200), black)).toEqual(pixel(2, 3, 200));
  });

  it('draws the second digit 6 pixels further down and right', () => {
    // (0, 2) stands at canvas (6, 8); ⌊4.5 · 9/7⌋ = 5 and ⌊5.5 · 9/7⌋ = 7, so row 6 is skipped …
    expect(overlay(black, pixel(0, 1, 200))).toEqual(black);
    // … and (1, 2) at canvas (7, 8) goes to row 5 and column 6, as ⌊6.5 · 9/7⌋ = 8.
    expect(overlay(black, pixel(1, 2, 200))).toEqual(pixel(5, 6, 200));
  });

  it('keeps the brighter pixel where both digits are', () => {
    // Canvas (7, 8) is (7, 8) of the first digit and (1, 2) of the second.
    expect(overlay(pixel(7, 8, 90), pixel(1, 2, 200))).toEqual(pixel(5, 6, 200));
    expect(overlay(pixel(7, 8, 250), pixel(1, 2, 200))).toEqual(pixel(5, 6, 250));
  });

  it('ends in two black rows and columns, where no digit reaches', () => {
    // Rows 25, 26 and 27 are canvas rows 32, 34 and 35 (⌊25.5 · 9/7⌋ = 32, ⌊26.5 · 9/7⌋ = 34); digits end at 33.
    const white = new Uint8Array(784).fill(255);
    const image = overlay(white, white);
    expect(image.slice(26 * 28)).toEqual(new Uint8Array(2 * 28));
    // Columns 5 to 25 of row 25 are the second digit's, from canvas column 7 on.
    expect(image.slice(25 * 28 + 5, 26 * 28)).toEqual(Uint8Array.of(...new Array<number>(21).fill(255), 0, 0));
  });
});
