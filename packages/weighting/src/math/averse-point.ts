import { evenMinimum } from './nearest.ts';
import { NonNegativeSearch } from './non-negative.ts';
import { entryOrZero, dot, type Matrix, multiply, type Vector } from './matrix.ts';

/** What {@link aversePoint} solves. */
export interface AverseProblem {
  /** The cosines between the gradients; a row of zeros for a gradient that is 0. */
  readonly cosines: Matrix;
  /** nᵢ, the norms of the gradients, not all 0. */
  readonly norms: Vector;
  /** g₀, as coefficients of the normalised gradients. */
  readonly mean: Vector;
  /** r, above 0: the largest distance of the update from g₀. */
  readonly reach: number;
  /** Whether gradients are known to cancel, so that no update helps all tasks. */
  readonly cancels?: boolean;
}

/** The update with the largest minimum of gᵢ·d. */
export interface AversePoint {
  /** z: the coefficients of the normalised gradients that are added to g₀, at least 0. */
  readonly added: Vector;
  /** Whether gradients cancel within the radius, so that the maximum is 0. */
  readonly cancelled: boolean;
  /** Whether the search ended. */
  readonly solved: boolean;
}

const mostSteps = 100;

/** The distance is known to this part of its square. */
const roundingGap = 1e-12;

/** The radius may be exceeded by this part of its square if the gradients cancel just beyond it. */
const edgeGap = 2e-9;

/** The search starts with h above this part of the radius, where cancelling gradients can be detected. */
const above = 1e-6;

/** The tolerance where rounding prevents further progress. */
const farGap = 1e-6;

/**
 * Solves CAGrad's problem: among the updates near g₀, finds the one that maximises the smallest gᵢ·d.
 *
 *     maximise minᵢ gᵢ·d     over |d − g₀| ≤ r
 *
 * The update nearest to g₀ with gᵢ·d ≥ h for all i is g₀ + Σᵢ zᵢuᵢ, where z ≥ 0 minimises ½zᵀCz − Σᵢ zᵢ(h/nᵢ − uᵢ·g₀). Its distance from g₀ is
 * convex in h, and z is linear in h as long as the set of tasks with zᵢ > 0 does not change: the h at which the distance is r is the root of a quadratic
 * equation. If the set is different at that h, the equation of that set is next; a step that leaves the interval of the root is replaced by
 * Newton's, which does not undershoot.
 *
 * @param problem - The gradients, g₀ and r.
 */
export function aversePoint({ cosines, norms, mean, reach, cancels = false }: AverseProblem): AversePoint {
  const shortest = Math.min(...norms.filter((length) => length > 0));
  const pull = norms.map((length) => (length > 0 ? shortest / length : 0)); // h is in units of the shortest gradient.
  const towards = multiply(cosines, mean);
  const most = pull.map((unit, task) =>
    unit > 0 ? (entryOrZero(towards, task) + reach) / unit : Number.POSITIVE_INFINITY,
  );
  let search = new NonNegativeSearch(cosines);
  let cancelled = cancels || norms.includes(0);
  let [low, high] = [Number.NEGATIVE_INFINITY, cancelled ? 0 : Number.POSITIVE_INFINITY];
  let help = Math.min(high, Math.max(Math.min(...most), above * reach));
  for (let step = 0; step < mostSteps; step += 1) {
    const missing = pull.map((unit, task) => help * unit - entryOrZero(towards, task));
    const { point, ray, solved } = search.minimum(missing);
    if (ray && cancelled) break;
    if (ray) {
      cancelled = true; // No update helps all tasks: h is at most 0.
      [help, high] = [0, 0];
      search = new NonNegativeSearch(cosines); // The way to a ray may have gone very far.
      continue;
    }
    const square = dot(point, missing);
    const gap = reach ** 2 - square;
    const limited = cancelled && help === 0 && gap >= -edgeGap * reach ** 2;
    const answer = (close: boolean): AversePoint => {
      return { added: evenMinimum(cosines, missing, point), cancelled: limited, solved: solved && close };
    };
    if (limited || Math.abs(gap) <= roundingGap * reach ** 2) return answer(true);
    if (gap < 0) high = help;
    else low = help;
    const slope = dot(point, pull);
    const exact = help + gap / (slope + Math.sqrt(slope ** 2 + search.curvature(pull) * gap));
    const newton = help + (reach / Math.sqrt(square) - 1) * (square / slope);
    const next = [exact, newton, (low + high) / 2].find((value) => value > low && value < high);
    if (next === undefined) return answer(Math.abs(gap) <= farGap * reach ** 2);
    help = next;
  }
  return { added: mean.map(() => 0), cancelled, solved: false };
}
