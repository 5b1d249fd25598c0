import { ShapeError } from '@equipoise/core';

/** What one model reaches: a number for each task, of which **more is better**. Negate losses and errors, or give changes in percent. */
export type Objectives = readonly number[];

/**
 * Whether a point is at least as good as another on every task and better on one (Pareto dominance).
 *
 * @param point - The point.
 * @param other - The one it is compared with.
 */
export function dominates(point: Objectives, other: Objectives): boolean {
  return covers(point, other) && point.some((value, task) => value > (other[task] ?? Number.NaN));
}

/**
 * Whether a point is at least as good as another on every task (weak dominance).
 *
 * @param point - The point.
 * @param other - The one it is compared with.
 */
export function covers(point: Objectives, other: Objectives): boolean {
  return point.every((value, task) => value >= (other[task] ?? Number.NaN));
}

/**
 * The points that no other dominates: the Pareto front of a set. Equal points stay together.
 *
 * @param points - The points.
 * @returns Their places in the list, in its order.
 * @throws {@link @equipoise/core!ShapeError} when points differ in their number of tasks.
 */
export function frontOf(points: readonly Objectives[]): readonly number[] {
  checkPoints('frontOf', points);
  return points.flatMap((point, place) => (points.some((other) => dominates(other, point)) ? [] : [place]));
}

/** Where a point lies with regard to a front. */
export interface FrontDistance {
  /**
   * How far the point must rise to be at least as good as some point of the front, 0 where it is; in the unit of the coordinates.
   * A point beside the front that nothing dominates is a little away from it too: it is worse than each of its points somewhere.
   */
  readonly distance: number;
  /** The place of that point of the front. */
  readonly nearest: number;
  /** Whether a point of the front is better: at least as good everywhere and better somewhere. */
  readonly dominated: boolean;
}

/**
 * How far a point is from a front, counting only what it lacks (the d⁺ of IGD⁺).
 *
 *     d⁺(a, F) = min over z in F of √( Σₖ max(zₖ − aₖ, 0)² )
 *
 * Give coordinates in one unit, such as changes in percent: a distance over accuracies and errors together means nothing.
 *
 * @param point - The point.
 * @param front - The points of the front, at least one; dominated ones change nothing.
 * @throws {@link @equipoise/core!ShapeError} when there is no front, or points differ in their number of tasks.
 * @see H. Ishibuchi, H. Masuda, Y. Tanigaki, Y. Nojima. Modified Distance Calculation in Generational Distance and Inverted
 *   Generational Distance. EMO 2015. https://doi.org/10.1007/978-3-319-15892-1_8
 */
export function distanceToFront(point: Objectives, front: readonly Objectives[]): FrontDistance {
  checkPoints('distanceToFront', [point, ...front]);
  if (front.length === 0)
    throw new ShapeError('distanceToFront: expected a front of at least one point, received none.');
  const best = new Set(frontOf(front)); // A dominated point may be nearer, but is not of the front.
  const distances = front.map((other, place) =>
    best.has(place)
      ? Math.hypot(...other.map((value, task) => Math.max(0, value - (point[task] ?? Number.NaN))))
      : Number.POSITIVE_INFINITY,
  );
  const distance = Math.min(...distances);
  const dominated = front.some((other) => dominates(other, point));
  return { distance, nearest: distances.indexOf(distance), dominated };
}

/**
 * Checks that points are of one number of finite coordinates.
 *
 * @param owner - Who asks, for the error.
 * @param points - The points.
 * @throws {@link @equipoise/core!ShapeError} when they are not.
 */
export function checkPoints(owner: string, points: readonly Objectives[]): void {
  const tasks = points[0]?.length ?? 0;
  const bad = points.find((point) => point.length !== tasks || !point.every(Number.isFinite));
  if (bad) throw new ShapeError(`${owner}: expected points of ${tasks} finite numbers, received [${bad.join(', ')}].`);
}
