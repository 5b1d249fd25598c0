import { abs, cast, greater, isNaN, logicalNot, sum, where, zerosLike } from '@tensorflow/tfjs-core';

import type { Loss } from '../../losses/loss.ts';
import type { Scored } from '../../metrics/scored.ts';
import type { Column } from '../scoring.ts';
import type { PositionLabel } from './per-position.ts';

/** What is known of the numbers of pixels, of which some may be missing. */
export interface PixelNumbers {
  /** The label of a pixel, for its loss. */
  readonly label: PositionLabel;
  /** Checks the labels of one example: what they must be, when one is not. */
  readonly checkLabel: (values: ArrayLike<number>) => string | undefined;
  /** The numbers that outputs stand for, pixel by pixel. */
  readonly valuesOf: (outputs: ArrayLike<number>) => Float32Array;
  /** Predictions beside labels for the pixels that have one: a column for each number. */
  readonly numbers: (scored: Scored) => readonly Column[];
}

/**
 * How the numbers of pixels are read.
 *
 * @param loss - The loss of a pixel.
 * @param count - How many numbers a pixel has.
 * @param zeroIsMissing - Whether a pixel whose numbers are all 0 has no label, besides one with a NaN.
 */
export function pixelNumbers(loss: Loss, count: number, zeroIsMissing: boolean): PixelNumbers {
  const isKnown = (labels: ArrayLike<number>, pixel: number): boolean => {
    let size = 0;
    for (let at = pixel * count; at < (pixel + 1) * count; at += 1) size += Math.abs(labels[at] ?? Number.NaN);
    return zeroIsMissing ? size > 0 : !Number.isNaN(size);
  };
  const knownOf = (labels: ArrayLike<number>): Uint32Array =>
    new Uint32Array(labels.length / count).map((_, pixel) => pixel).filter((pixel) => isKnown(labels, pixel));
  const valuesOf = (outputs: ArrayLike<number>): Float32Array => {
    const { outputsPerTarget: each = 1 } = loss;
    if (each === 1 && loss.predict === undefined) return Float32Array.from(outputs);
    return Float32Array.from({ length: outputs.length / each }, (_, at) => {
      const own = Array.from({ length: each }, (__, output) => outputs[at * each + output] ?? Number.NaN);
      return loss.predict?.(own) ?? own[0] ?? Number.NaN;
    });
  };
  return {
    label: {
      shape: [count],
      known(labels) {
        const size = sum(abs(labels), -1); // NaN where a number is.
        return cast(zeroIsMissing ? greater(size, 0) : logicalNot(isNaN(size)), 'float32');
      },
      filled: (labels) => where(isNaN(labels), zerosLike(labels), labels),
      labelled: (values) => numbersAt(values, knownOf(values), count),
    },
    checkLabel(labels) {
      for (let at = 0; at < labels.length; at += 1) {
        const value = labels[at] ?? Number.NaN;
        if (Math.abs(value) === Number.POSITIVE_INFINITY) return 'finite numbers, or NaN where a pixel has none';
        if (loss.checkLabel === undefined || !isKnown(labels, Math.floor(at / count))) continue;
        const expected = loss.checkLabel(value);
        if (expected !== undefined) return expected;
      }
      return undefined;
    },
    valuesOf,
    numbers({ outputs, labels }) {
      const known = knownOf(labels);
      const values = valuesOf(outputs);
      return Array.from({ length: count }, (_, target) => ({
        outputs: columnAt(values, known, count, target),
        labels: columnAt(labels, known, count, target),
      }));
    },
  };
}

/** All numbers of some pixels. */
function numbersAt(values: ArrayLike<number>, pixels: Uint32Array, count: number): Float64Array {
  return Float64Array.from({ length: pixels.length * count }, (_, at) => {
    return values[(pixels[Math.floor(at / count)] ?? 0) * count + (at % count)] ?? Number.NaN;
  });
}

/** One of the numbers of some pixels. */
function columnAt(values: ArrayLike<number>, pixels: Uint32Array, count: number, target: number): Float64Array {
  return Float64Array.from(pixels, (pixel) => values[pixel * count + target] ?? Number.NaN);
}
