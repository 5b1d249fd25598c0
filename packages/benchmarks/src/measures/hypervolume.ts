import { checkPoints, covers, frontOf, type Objectives } from './front.ts';

/**
 * The hypervolume of a set of points: the volume of all that some point is at least as good as, and that is better than the
 * reference. It grows with every point that the set lacked, so of two fronts the larger one is better as a whole. Exact, by WFG's
 * algorithm; made for two to four tasks and some hundred points.
 *
 *     HV(p₁ … pₙ) = Σᵢ [ vol(pᵢ) − HV of the later points, each lowered to pᵢ ]        vol(p) = Πₖ (pₖ − rₖ)
 *
 * @param points - The points; **more is better**. Those not above the reference on every task add nothing.
 * @param reference - What is worth nothing, on every task: the same for all sets that are compared.
 * @returns 0 for no points.
 * @throws {@link @equipoise/core!ShapeError} when points differ in their number of tasks or are not finite.
 * @see L. While, L. Bradstreet, L. Barone. A Fast Way of Calculating Exact Hypervolumes. IEEE Transactions on Evolutionary
 *   Computation 16(1), 2012. https://doi.org/10.1109/TEVC.2010.2077298
 */
export function hypervolume(points: readonly Objectives[], reference: Objectives): number {
  checkPoints('hypervolume', [reference, ...points]);
  const above = points
    .map((point) => point.map((value, task) => value - (reference[task] ?? 0)))
    .filter((point) => point.every((value) => value > 0));
  return volumeOf(distinctFront(above));
}

/** Points of a front, above 0, from the last task's best to its worst: neighbours there have more in common. */
function distinctFront(points: readonly Objectives[]): readonly Objectives[] {
  const front = frontOf(points).map((place) => points[place] ?? []);
  const once = front.filter((point, place) => !front.slice(0, place).some((earlier) => covers(earlier, point)));
  return once.sort((a, b) => (b.at(-1) ?? 0) - (a.at(-1) ?? 0));
}

function volumeOf(front: readonly Objectives[]): number {
  if (front[0]?.length === 2) return areaOf(front);
  return front.reduce((sum, point, place) => {
    const lowered = front
      .slice(place + 1)
      .map((other) => other.map((value, task) => Math.min(value, point[task] ?? 0)));
    const own = point.reduce((product, value) => product * value, 1);
    return sum + own - (lowered.length > 0 ? volumeOf(distinctFront(lowered)) : 0);
  }, 0);
}

/** Of two tasks: a stair, whose first step is the best of the second task. */
function areaOf(front: readonly Objectives[]): number {
  let reached = 0;
  return front.reduce((sum, [x = 0, y = 0]) => {
    const step = (x - reached) * y;
    reached = x;
    return sum + step;
  }, 0);
}
