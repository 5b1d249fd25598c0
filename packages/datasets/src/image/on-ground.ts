import { type Random, resize } from '@equipoise/core';

/** How far a pixel of the ground is from its neighbours by chance. */
const noise = 12;

/**
 * Pastes a drawing with transparency on a ground of a few random colours that run into each other, with noise: so that what is drawn has to be
 * found.
 *
 *     out = α · drawing + (1 − α) · ground
 *
 * @param drawing - The drawing: RGBA.
 * @param side - Pixels in a row, and rows.
 * @param stream - Where the ground comes from.
 * @returns RGB.
 */
export function onGround(drawing: Uint8Array, side: number, stream: Random): Uint8Array {
  const colours = new Float32Array(27).map(() => stream.integer(256));
  const ground = resize(colours, { width: 3, height: 3 }, { width: side, height: side }, 3);
  const pixels = new Uint8ClampedArray(side * side * 3);
  for (let pixel = 0; pixel < side * side; pixel += 1) {
    const alpha = (drawing[4 * pixel + 3] ?? 0) / 255;
    const lighter = stream.integer(2 * noise + 1) - noise;
    for (let channel = 0; channel < 3; channel += 1) {
      const [own, below] = [drawing[4 * pixel + channel] ?? 0, ground[3 * pixel + channel] ?? 0];
      pixels[3 * pixel + channel] = alpha * own + (1 - alpha) * (below + lighter);
    }
  }
  return new Uint8Array(pixels.buffer);
}

/**
 * Which pixels of a drawing are more opaque than not.
 *
 * @param drawing - The drawing: RGBA.
 */
export function opaquePixels(drawing: Uint8Array): Uint8Array {
  return new Uint8Array(drawing.length / 4).map((_, pixel) => ((drawing[4 * pixel + 3] ?? 0) >= 128 ? 1 : 0));
}
