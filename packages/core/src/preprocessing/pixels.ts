import { isRecord } from '../is-record.ts';

/**
 * An image: values from 0 to 255, row by row, the channels of a pixel one after the other: grey (1), grey and alpha (2), RGB (3) or RGBA (4). Their number says which.
 */
export interface Pixels<Data extends ArrayLike<number> = ArrayLike<number>> {
  /** The values. */
  readonly data: Data;
  /** Pixels in a row. */
  readonly width: number;
  /** Rows of pixels. */
  readonly height: number;
}

/**
 * An image of a table's cell: an object with `data`, `width` and `height`, as `ImageData` of a browser is; or its values alone, where the size is
 * known.
 *
 * @param cell - The cell.
 * @param size - The size of an image whose values stand alone.
 * @returns The image; undefined when the cell is none.
 */
export function pixelsOf(cell: unknown, size: Omit<Pixels, 'data'>): Pixels | undefined {
  const image = isRecord(cell) && 'data' in cell ? cell : { ...size, data: cell };
  const { data, width, height } = image;
  const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;
  if (!isSize(width) || !isSize(height) || !isValues(data)) return undefined;
  return channelsOf({ data, width, height }) === undefined ? undefined : { data, width, height };
}

/**
 * Values of a pixel: 1 for grey, 3 for red, green and blue, and one more for an alpha channel; undefined for another number.
 *
 * @param image - The image.
 */
function channelsOf({ data, width, height }: Pixels): number | undefined {
  return [1, 2, 3, 4].find((channels) => data.length === width * height * channels);
}

/**
 * An image with other channels: an alpha channel is left out, grey is repeated, and colours become grey by ITU-R 601: (299 R + 587 G + 114 B) / 1000, rounded in
 * fixed point as Pillow's `convert('L')` does.
 *
 * @param image - The image.
 * @param channels - 1 for grey, 3 for red, green and blue.
 * @returns The values.
 */
export function toChannels(image: Pixels, channels: number): Float32Array {
  const { data, width, height } = image;
  const given = channelsOf(image) ?? 1;
  const colours = given > 2;
  const values = new Float32Array(width * height * channels);
  for (let pixel = 0, at = 0; pixel < width * height; pixel += 1) {
    const from = pixel * given;
    const [red = 0, green = 0, blue = 0] = [data[from], data[from + 1], data[from + 2]];
    if (channels === 1) values[at++] = colours ? (red * 19_595 + green * 38_470 + blue * 7471 + 0x8000) >> 16 : red;
    else for (let channel = 0; channel < 3; channel += 1) values[at++] = data[from + (colours ? channel : 0)] ?? 0;
  }
  return values;
}

function isValues(value: unknown): value is ArrayLike<number> {
  const isList = Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value);
  if (!isList) return false;
  return Array.prototype.every.call(value, (pixel) => typeof pixel === 'number' && pixel >= 0 && pixel <= 255);
}
