import { random } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { cameraNoise, paintStreet } from '../../../src/image/street/paint-street.ts';
import { drawStreet, type Street } from '../../../src/image/street/street.ts';

const clear = new Uint8Array(32 * 32 * 4);
const white = new Uint8Array(32 * 32 * 4).fill(255);
const [width, height] = [48, 32];

function streets(count: number): readonly Street[] {
  return Array.from({ length: count }, (_, seed) => drawStreet(random(seed)));
}

/** The pixels at which two images differ. */
function differing(a: Uint8Array, b: Uint8Array): readonly number[] {
  return Array.from({ length: width * height }, (_, pixel) => pixel).filter((pixel) =>
    [0, 1, 2].some((channel) => a[3 * pixel + channel] !== b[3 * pixel + channel]),
  );
}

describe('paintStreet', () => {
  it('marks the pixels that pedestrians change, and no others', () => {
    let people = 0;
    for (const street of streets(100)) {
      const [full, empty] = [paintStreet(street, clear), paintStreet({ ...street, pedestrians: [] }, clear)];
      const marked = Array.from(full.mask.keys()).filter((pixel) => full.mask[pixel] === 1);
      people += street.pedestrians.length;
      expect(differing(full.image, empty.image)).toEqual(marked);
      expect(empty.mask.includes(1)).toBe(false);
    }
    expect(people).toBeGreaterThan(100);
  });

  it('puts the sign in front: its square has its colours, and no pedestrian is marked there', () => {
    for (const street of streets(20)) {
      const { image, mask } = paintStreet(street, white);
      const { top, left, side } = street.sign;
      for (let row = top; row < top + side; row += 1) {
        for (let column = left; column < left + side; column += 1) {
          const pixel = row * width + column;
          expect([image[3 * pixel], image[3 * pixel + 2], mask[pixel]]).toEqual([255, 255, 0]);
        }
      }
    }
  });

  it('changes nothing but the road with its condition', () => {
    for (const street of streets(20)) {
      const [one, other] = [street, { ...street, tone: street.tone < 100 ? 200 : 20 }].map(
        (own) => paintStreet(own, clear).image,
      ) as [Uint8Array, Uint8Array];
      const changed = differing(one, other);
      expect(changed.length).toBeGreaterThan(50);
      expect(changed.every((pixel) => Math.floor(pixel / width) > street.horizon)).toBe(true);
    }
  });

  it('adds noise of at most its bound, with mean 0', () => {
    const street: Street = { ...drawStreet(random(1)), tone: 128, pedestrians: [] };
    const [noisy, clean] = [paintStreet(street, clear, random(2)).image, paintStreet(street, clear).image];
    const errors = Array.from(noisy, (value, at) => value - (clean[at] ?? 0));
    expect(Math.max(...errors.map(Math.abs))).toBe(cameraNoise);
    expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / errors.length)).toBeLessThan(0.5);
  });
});
