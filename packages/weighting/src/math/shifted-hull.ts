import { anyShortestInHull, type HullPoint, shortestInHull } from './hull.ts';
import { at, dot, type Matrix, multiply, quadratic, type Vector } from './matrix.ts';

/** The answer of {@link shiftedHull}. */
export interface ShiftedHull {
  /** v, the weights of the gradients: at least 0, with sum 1. */
  readonly weights: Vector;
  /** s. */
  readonly shift: number;
  /** Whether the search ended. */
  readonly solved: boolean;
}

const rootTolerance = 1e-11;

/** For the logarithm of 0. */
const lowest = -1e3;

/**
 * Solves the inner problem of conflict-averse gradients exactly.
 *
 *     v = argmin g₀·gᵥ + c|g₀||gᵥ| over vᵢ ≥ 0 with Σᵢ vᵢ = 1     gᵥ = Σᵢ vᵢgᵢ
 *
 * With s = |gᵥ| / c|g₀| the same v gives the shortest vector in the convex hull of the gᵢ + s·g₀. That is found for any s, and the
 * right s between two others: as long as the same gradients take part v is linear in s, so that s is the root of a quadratic
 * equation. Where others take part, that only comes nearer; now and then the interval is halved.
 *
 * @param gramian - The Gramian, of gradients that do not cancel each other within reach.
 * @param mean - The weights of g₀, which is not 0.
 * @param c - c, above 0.
 */
export function shiftedHull(gramian: Matrix, mean: Vector, c: number): ShiftedHull {
  const solve = (shift: number, even = false): Trial => attempt(gramian, mean, { c, shift, even });
  let high = solve(1);
  let low = high;
  for (let tries = 0; high.excess > 0 && tries < 60; tries += 1) high = solve(high.shift * Math.E);
  for (let tries = 0; low.excess < 0 && tries < 60; tries += 1) low = solve(low.shift / Math.E ** 2);
  let found = Math.abs(low.excess) < Math.abs(high.excess) ? low : high;
  const reach = c ** 2 * quadratic(gramian, mean);
  for (let step = 1; step < 100 && Math.abs(found.excess) > rootTolerance; step += 1) {
    const middle = Math.sqrt(low.shift * high.shift);
    const next = step % 5 === 0 ? middle : crossing(gramian, reach, low, high);
    if (!(next > low.shift && next < high.shift)) break;
    found = solve(next);
    if (found.excess > 0) low = found;
    else high = found;
  }
  const { shift, excess } = found;
  return { weights: solve(shift, true).weights, shift, solved: Math.abs(excess) <= 1e-6 };
}

interface Trial extends Pick<HullPoint, 'weights'> {
  /** s. */
  readonly shift: number;
  /** log |gᵥ| − log c|g₀| − log s: 0 at the s that is sought. */
  readonly excess: number;
}

interface Attempt {
  readonly c: number;
  readonly shift: number;
  readonly even: boolean;
}

/** The s at which |gᵥ|² = (s·c|g₀|)², if v is linear in s between two trials of which the first has more and the second less. */
function crossing(gramian: Matrix, reach: number, low: Trial, high: Trial): number {
  const toLow = multiply(gramian, low.weights);
  const above = dot(toLow, low.weights) - reach * low.shift ** 2;
  const mixed = dot(toLow, high.weights) - reach * low.shift * high.shift;
  const below = reach * high.shift ** 2 - quadratic(gramian, high.weights);
  const root = Math.sqrt(mixed ** 2 + above * below);
  const ratio = mixed > 0 ? (mixed + root) / below : above / (root - mixed);
  return (low.shift + ratio * high.shift) / (1 + ratio);
}

function attempt(gramian: Matrix, mean: Vector, { c, shift, even }: Attempt): Trial {
  const toMean = multiply(gramian, mean);
  const square = dot(toMean, mean);
  const moved = gramian.map((row, first) => {
    const offset = shift * at(toMean, first) + shift ** 2 * square;
    return row.map((entry, second) => entry + offset + shift * at(toMean, second));
  });
  const lengths = Array.from(moved, (row, task) => Math.sqrt(Math.max(at(row, task), 0)));
  const cosines = moved.map((row, first) => {
    const length = at(lengths, first);
    return row.map((entry, second) =>
      first === second ? Number(length > 0) : bounded(entry / length / at(lengths, second)),
    );
  });
  const { weights, zero } = even ? shortestInHull(cosines, lengths) : anyShortestInHull(cosines, lengths);
  if (zero) return { weights, shift, excess: -Math.log(c) }; // gᵥ = −s·g₀.
  const excess = Math.log(quadratic(gramian, weights) / square) / 2 - Math.log(c * shift);
  return { weights, shift, excess: Math.max(excess, lowest) };
}

/** A cosine without its rounding errors; 0 for a vector that is 0. */
function bounded(cosine: number): number {
  return Number.isFinite(cosine) ? Math.min(Math.max(cosine, -1), 1) : 0;
}
