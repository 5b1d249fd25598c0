import { pivotedCholesky, rankTolerance } from './cholesky.ts';
import { entryOrZero, filled, type Matrix } from './matrix.ts';

/** The relative distance between neighbouring numbers of single precision. */
const singleEpsilon = 2 ** -23;

/** Rounding moves a cosine by a few times the precision of its terms. */
const fewRoundings = 4;

/** What rounding changes by more than about one part in this many is lost to it. */
const margin = 256;

/** How much of a Gramian is rounding. */
export interface Rounding {
  /** Gradients whose squared distance to the span of others is below this part of their squared norm depend on them. */
  readonly rank: number;
  /** Below this part of the squares that it is the difference of, a square is changed by rounding too much to be told. */
  readonly lost: number;
}

/**
 * How much of a Gramian is rounding, by the type that it was computed in.
 *
 * @param precision - The type.
 * @param count - How many gradients.
 */
export function roundingOf(precision: 'float32' | 'float64', count: number): Rounding {
  if (precision === 'float64') return { rank: rankTolerance, lost: 0 };
  const rank = fewRoundings * count * singleEpsilon;
  return { rank, lost: margin * rank };
}

/** Cosines without rounding. */
export interface CleanCosines {
  /** Those of gradients that depend on others exactly where the given ones did but for rounding. */
  readonly cosines: Matrix;
  /** Whether some gradient depends on others, or so nearly that rules which divide by the difference cannot be told from noise. */
  readonly nearlyDependent: boolean;
}

/**
 * Removes from cosines what only rounding tells from dependence: the nearest cosines of the rank that the precision supports. Rules
 * which are exact for dependent gradients are then continuous near them.
 *
 * @param cosines - The cosines between gradients; a row of zeros for a gradient that is 0.
 * @param rounding - How much of them is rounding.
 */
export function cleanCosines(cosines: Matrix, rounding: Rounding): CleanCosines {
  const { columns, order } = pivotedCholesky(cosines, rounding.rank);
  const rows = cosines.filter((row, index) => entryOrZero(row, index) > 0).length;
  const dependent = columns.length < rows;
  const least = Math.min(1, ...columns.map((column, step) => entryOrZero(column, order[step] ?? 0) ** 2));
  const nearlyDependent = dependent || least < rounding.lost;
  if (!dependent || rounding.lost === 0) return { cosines, nearlyDependent };
  const lengths = cosines.map((_, index) => Math.hypot(...columns.map((column) => entryOrZero(column, index))));
  const clean = cosines.map((_, row) => {
    const entries = filled(cosines.length, 0);
    for (const column of columns) {
      const factor = entryOrZero(column, row) / (entryOrZero(lengths, row) || 1);
      column.forEach((entry, index) => {
        entries[index] = entryOrZero(entries, index) + (factor * entry) / (entryOrZero(lengths, index) || 1);
      });
    }
    if (entryOrZero(lengths, row) > 0) entries[row] = 1;
    return entries;
  });
  return { cosines: clean, nearlyDependent };
}
