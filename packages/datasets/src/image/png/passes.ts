import type { PngHeader } from './png-file.ts';

/** Pixels that lie one after the other in a PNG file: all of them, or those of one pass of an interlaced image. */
export interface Pass {
  /** The first row and column of the image. */
  readonly from: readonly [number, number];
  /** From one row, and one column, to the next. */
  readonly step: readonly [number, number];
  /** How many rows and columns. */
  readonly size: readonly [number, number];
  /** Bytes of a row, without the one that names its filter. */
  readonly rowBytes: number;
}

/** The passes of Adam7: first row and column, steps. */
const adam7 = [
  [0, 0, 8, 8],
  [0, 4, 8, 8],
  [4, 0, 8, 4],
  [0, 2, 4, 4],
  [2, 0, 4, 2],
  [0, 1, 2, 2],
  [1, 0, 2, 1],
] as const;

/**
 * The passes of an image that hold any pixel.
 *
 * @param header - The image.
 * @see https://www.w3.org/TR/png-3/#8Interlace
 */
export function passesOf({ width, height, depth, samples, interlaced }: PngHeader): readonly Pass[] {
  const all = interlaced ? adam7 : ([[0, 0, 1, 1]] as const);
  return all.flatMap(([row, column, down, across]): Pass[] => {
    const size = [Math.ceil((height - row) / down), Math.ceil((width - column) / across)] as const;
    if (size[0] < 1 || size[1] < 1) return [];
    return [{ from: [row, column], step: [down, across], size, rowBytes: Math.ceil((size[1] * samples * depth) / 8) }];
  });
}
