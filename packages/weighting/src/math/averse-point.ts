import { evenMinimum } from './nearest.ts';
import { NonNegativeSearch } from './non-negative.ts';
import { at, dot, type Matrix, multiply, type Vector } from './matrix.ts';

/** What {@link aversePoint} solves. */
export interface AverseProblem {
  /** The cosines between the gradients; a row of zeros for a gradient that is 0. */
  readonly cosines: Matrix;
  /** nᵢ, the lengths of the gradients, not all 0. */
  readonly lengths: Vector;
  /** g₀, as how much of each gradient's direction it has. */
  readonly mean: Vector;
  /** r, above 0: how far from g₀ the update may be. */
  readonly reach: number;
}

/** The update that helps the worst-off task most. */
export interface AversePoint {
  /** z: how much of each gradient's direction is added to g₀, at least 0. */
  readonly added: Vector;
  /** Whether gradients cancel within reach, so that the worst-off task is helped by 0. */
  readonly cancelled: boolean;
  /** Whether the search ended. */
  readonly solved: boolean;
}

const mostSteps = 100;

/** The distance is known to this part of its square. */
const roundingGap = 1e-12;

/** The reach may be exceeded by this part of its square where it is all it takes for gradients to cancel. */
const edgeGap = 2e-9;

/** The search begins with h above this part of the reach: there gradients that cancel can be told. */
const above = 1e-6;

/** What rounding may leave of it where no step brings it nearer. */
const farGap = 1e-6;

/**
 * Of all updates near g₀, finds the one that helps the worst-off task most.
 *
 *     maximise minᵢ gᵢ·d     over |d − g₀| ≤ r
 *
 * The update nearest to g₀ with gᵢ·d ≥ h for all i is g₀ + Σᵢ zᵢuᵢ, where z ≥ 0 minimises ½zᵀCz − Σᵢ zᵢ(h/nᵢ − uᵢ·g₀). Its distance from g₀ is
 * convex in h, and as long as the same tasks are helped z is linear in h: the h at which the distance is r is the root of a quadratic
 * equation. Where others are helped at that h, their equation is next; a step that leaves the interval of the root is replaced by
 * Newton's, which cannot fall short of it.
 *
 * @param problem - The gradients, g₀ and r.
 */
export function aversePoint({ cosines, lengths, mean, reach }: AverseProblem): AversePoint {
  const shortest = Math.min(...lengths.filter((length) => length > 0));
  const pull = lengths.map((length) => (length > 0 ? shortest / length : 0)); // h is in units of the shortest gradient.
  const towards = multiply(cosines, mean);
  const most = pull.map((unit, task) => (unit > 0 ? (at(towards, task) + reach) / unit : Number.POSITIVE_INFINITY));
  let search = new NonNegativeSearch(cosines);
  let cancelled = lengths.includes(0);
  let [low, high] = [Number.NEGATIVE_INFINITY, cancelled ? 0 : Number.POSITIVE_INFINITY];
  let help = Math.min(high, Math.max(Math.min(...most), above * reach));
  for (let step = 0; step < mostSteps; step += 1) {
    const missing = pull.map((unit, task) => help * unit - at(towards, task));
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
