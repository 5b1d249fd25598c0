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
 * right s by false position (Illinois) and bisection on the logarithms.
 *
 * @param gramian - The Gramian, of gradients that do not cancel each other within reach.
 * @param mean - The weights of g₀, which is not 0.
 * @param c - c, above 0.
 */
export function shiftedHull(gramian: Matrix, mean: Vector, c: number): ShiftedHull {
  const solve = (logarithm: number, even = false): Trial => attempt(gramian, mean, { c, logarithm, even });
  let [below, above] = [0, 0];
  let high = solve(above);
  let low = high;
  for (let tries = 0; high.excess > 0 && tries < 60; tries += 1) high = solve((above += 1));
  for (let tries = 0; low.excess < 0 && tries < 60; tries += 1) low = solve((below -= 2));
  let [found, root] = Math.abs(low.excess) < Math.abs(high.excess) ? [low, below] : [high, above];
  let [left, right] = [low.excess, high.excess];
  for (let step = 1; step < 100 && Math.abs(found.excess) > rootTolerance && above - below > 1e-15; step += 1) {
    root = step % 5 === 0 ? (below + above) / 2 : below + ((above - below) * left) / (left - right);
    found = solve(root);
    if (found.excess > 0) [below, left, right] = [root, found.excess, right / 2];
    else [above, right, left] = [root, found.excess, left / 2];
  }
  return { weights: solve(root, true).weights, shift: Math.exp(root), solved: Math.abs(found.excess) <= 1e-6 };
}

interface Trial extends Pick<HullPoint, 'weights'> {
  /** log |gᵥ| − log c|g₀| − log s: 0 at the s that is sought. */
  readonly excess: number;
}

interface Attempt {
  readonly c: number;
  readonly logarithm: number;
  readonly even: boolean;
}

function attempt(gramian: Matrix, mean: Vector, { c, logarithm, even }: Attempt): Trial {
  const shift = Math.exp(logarithm);
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
  if (zero) return { weights, excess: -Math.log(c) }; // gᵥ = −s·g₀.
  const excess = Math.log(quadratic(gramian, weights) / square) / 2 - Math.log(c) - logarithm;
  return { weights, excess: Math.max(excess, lowest) };
}

/** A cosine without its rounding errors; 0 for a vector that is 0. */
function bounded(cosine: number): number {
  return Number.isFinite(cosine) ? Math.min(Math.max(cosine, -1), 1) : 0;
}
