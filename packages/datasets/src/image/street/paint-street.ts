import { type Random, resize } from '@equipoise/core';

import { type Colour, type Pedestrian, type Street, streetSize } from './street.ts';

/** How far a value is from what it should be, at most, by the noise of the camera. */
export const cameraNoise = 10;

/** A painted street. */
export interface PaintedStreet {
  /** RGB. */
  readonly image: Uint8Array;
  /** 1 where a pedestrian is, 0 elsewhere. */
  readonly mask: Uint8Array;
}

const { height, width } = streetSize;

/**
 * Paints a street: sky, what is beside the road, the road with its markings, pedestrians from far to near, and the sign in front of all; then noise,
 * uniform over whole numbers.
 *
 * @param street - What is in it.
 * @param sign - The drawing of the sign: RGBA, square.
 * @param noise - Where the noise comes from; undefined for none.
 */
export function paintStreet(street: Street, sign: Uint8Array, noise?: Random): PaintedStreet {
  const canvas = new Float32Array(height * width * 3);
  const mask = new Uint8Array(height * width);
  paintGround(canvas, street);
  for (const pedestrian of street.pedestrians) paintPedestrian(canvas, mask, pedestrian);
  paintSign(canvas, mask, street, sign);
  const image = new Uint8ClampedArray(canvas.length); // Rounds, and cuts at 0 and 255.
  for (let at = 0; at < canvas.length; at += 1) {
    image[at] = (canvas[at] ?? 0) + (noise ? noise.integer(2 * cameraNoise + 1) - cameraNoise : 0);
  }
  return { image: new Uint8Array(image.buffer), mask };
}

function paintGround(canvas: Float32Array, { horizon, vanishing, halfWidth, tone, colours }: Street): void {
  const [sky, verge] = colours;
  const [road, line] = [[tone, tone, tone] as const, [235, 235, 235] as const];
  for (let row = 0; row < height; row += 1) {
    const depth = (row - horizon) / (height - 1 - horizon);
    const centre = vanishing + depth * (width / 2 - vanishing);
    for (let column = 0; column < width; column += 1) {
      const away = Math.abs(column - centre);
      const isLine = away < 0.3 + depth && Math.floor(6 * Math.sqrt(Math.max(0, depth))) % 2 === 1;
      const ground = away > 1 + depth * halfWidth ? verge : isLine ? line : road;
      paintPixel(canvas, row, column, row <= horizon ? sky : ground);
    }
  }
}

function paintPedestrian(
  canvas: Float32Array,
  mask: Uint8Array,
  { feet, left, height: tall, colours }: Pedestrian,
): void {
  const broad = Math.max(2, Math.round(tall / 3));
  const [head, body, legs] = colours;
  for (let row = Math.max(0, feet - tall + 1); row <= feet; row += 1) {
    const down = (row - (feet - tall + 1)) / tall;
    for (let column = left; column < left + broad; column += 1) {
      const isEdge = broad > 2 && (column === left || column === left + broad - 1);
      const isGap = broad > 2 && !isEdge && column - left === Math.floor(broad / 2);
      if ((down < 0.25 && isEdge) || (down >= 0.65 && isGap)) continue;
      paintPixel(canvas, row, column, down < 0.25 ? head : down < 0.65 ? body : legs);
      mask[row * width + column] = 1;
    }
  }
}

function paintSign(canvas: Float32Array, mask: Uint8Array, { sign, horizon }: Street, drawing: Uint8Array): void {
  const { top, left, side } = sign;
  const pole = left + Math.floor(side / 2);
  for (let row = top + side; row <= horizon + 6; row += 1) {
    paintPixel(canvas, row, pole, [120, 120, 125]);
    mask[row * width + pole] = 0;
  }
  const small = shrunk(drawing, side);
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const [from, to] = [4 * (row * side + column), (top + row) * width + left + column];
      const alpha = small[from + 3] ?? 0;
      for (let channel = 0; channel < 3; channel += 1) {
        canvas[3 * to + channel] = (small[from + channel] ?? 0) + (1 - alpha) * (canvas[3 * to + channel] ?? 0);
      }
      if (alpha >= 0.5) mask[to] = 0;
    }
  }
}

/** A drawing in another size: colours multiplied by their opacity from 0 to 1, so that what is transparent adds nothing. */
function shrunk(drawing: Uint8Array, side: number): Float32Array {
  const from = Math.sqrt(drawing.length / 4);
  const multiplied = new Float32Array(drawing.length);
  for (let at = 0; at < drawing.length; at += 4) {
    const alpha = (drawing[at + 3] ?? 0) / 255;
    for (let channel = 0; channel < 3; channel += 1) multiplied[at + channel] = (drawing[at + channel] ?? 0) * alpha;
    multiplied[at + 3] = alpha;
  }
  return resize(multiplied, { height: from, width: from }, { height: side, width: side }, 4);
}

function paintPixel(canvas: Float32Array, row: number, column: number, [red, green, blue]: Colour): void {
  const at = (row * width + column) * 3;
  canvas[at] = red;
  canvas[at + 1] = green;
  canvas[at + 2] = blue;
}
