import type { ResizeBilinearAttrs } from '@tensorflow/tfjs-core';

/** For each position along an axis of the result, the source positions and the weight of each. */
export type Mix = readonly (readonly (readonly [place: number, share: number])[])[];

/** How positions of the result are mapped to positions of the image. */
export type Sampling = Pick<ResizeBilinearAttrs, 'alignCorners' | 'halfPixelCenters'>;

/**
 * Linear interpolation between the two nearest positions.
 *
 * @param from - The length of the image's axis.
 * @param to - The length of the result's axis.
 * @param sampling - How positions are aligned.
 */
export function bilinear(from: number, to: number, sampling: Sampling): Mix {
  return places(from, to, sampling, sampling.halfPixelCenters ? 0.5 : 0).map((place) => {
    const before = Math.max(0, Math.floor(place));
    const after = Math.min(from - 1, Math.ceil(place));
    return [
      [before, 1 - (place - before)],
      [after, place - before],
    ];
  });
}

/**
 * The nearest position, as TensorFlow.js rounds.
 *
 * @param from - The length of the image's axis.
 * @param to - The length of the result's axis.
 * @param sampling - How positions are aligned.
 */
export function nearest(from: number, to: number, sampling: Sampling): Mix {
  const round = sampling.alignCorners ? Math.round : Math.floor;
  return places(from, to, sampling, 0).map((place) => [[Math.max(0, Math.min(from - 1, round(place))), 1]]);
}

/** The source position of each position of the result. */
function places(from: number, to: number, { alignCorners, halfPixelCenters }: Sampling, shift: number): number[] {
  const ratio = alignCorners && to > 1 ? (from - 1) / (to - 1) : from / to;
  return Array.from({ length: to }, (_, index) => ratio * (index + (halfPixelCenters ? 0.5 : 0)) - shift);
}

/** A matrix, by its elements. */
export interface Matrix {
  /** How many rows. */
  readonly rows: number;
  /** How many columns. */
  readonly columns: number;
  /** The element of a row and a column. */
  readonly at: (row: number, column: number) => number;
}

/**
 * Interpolation weights as a matrix: a row for each position of the result, a column for each of the image.
 *
 * @param mixed - The weights.
 * @param columns - The length of the image's axis.
 */
export function matrix(mixed: Mix, columns: number): Matrix {
  const sums = mixed.map((parts) => {
    const sum = new Array<number>(columns).fill(0);
    for (const [place, share] of parts) sum[place] = (sum[place] ?? 0) + share;
    return sum;
  });
  return { rows: mixed.length, columns, at: (row, column) => sums[row]?.[column] ?? 0 };
}

/**
 * The transpose of a matrix.
 *
 * @param matrix - The matrix.
 */
export function transposed({ rows, columns, at }: Matrix): Matrix {
  return { rows: columns, columns: rows, at: (row, column) => at(column, row) };
}
