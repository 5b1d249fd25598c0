import { type AnyBalancer, BalancerRun, type WeighingStatus } from '@equipoise/core';

import { distanceToFront, type Point, type Problem } from './problem.ts';
import { stepper } from './stepper.ts';

/** Where a strategy went. */
export interface Trajectory {
  /** Where it started. */
  readonly start: Point;
  /** Places on the way, evenly in steps, the first and the last among them. */
  readonly points: readonly Point[];
  /** Where it ended. */
  readonly end: Point;
  /** The losses there. */
  readonly losses: readonly number[];
  /** The first step after which the place counted as one on the front; null when none did. */
  readonly reachedAt: number | null;
  /** How far from the front it ended. */
  readonly distance: number;
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<WeighingStatus, number>>;
}

/** Steps in an epoch, for strategies that use epochs. */
const epochSteps = 100;

/** Places that are kept of a trajectory. */
const kept = 100;

/**
 * Lets a strategy find its way down a problem.
 *
 * @param problem - The problem.
 * @param balancer - The strategy.
 * @param start - Where to start.
 * @param steps - How many steps to make.
 * @throws {@link @equipoise/core!EquipoiseError} when the strategy refuses a loss.
 */
export function trajectory(problem: Problem, balancer: AnyBalancer, start: Point, steps = problem.steps): Trajectory {
  const balancerRun = new BalancerRun(balancer, problem.infimum.length);
  const step = stepper(problem.optimizer, problem.learningRate * (problem.multipliers?.[balancer.name] ?? 1));
  const epochs = Math.ceil(steps / epochSteps);
  const every = Math.max(1, Math.floor(steps / kept));
  const points: Point[] = [start];
  let reachedAt = problem.reached(start) ? 0 : null;
  let point = start;
  let here = problem.evaluate(point);
  let sums = problem.infimum.map(() => 0);
  for (let made = 0; made < steps; made += 1) {
    const { jacobian } = here;
    const losses = aboveInfimum(problem, here.losses);
    const gramian = jacobian.map(([x, y]) => jacobian.map(([u, v]) => x * u + y * v));
    const progress = { step: made, epoch: Math.floor(made / epochSteps), epochs };
    const weights = balancerRun.weigh({ losses, gramian, precision: 'float64', progress });
    const gradient = jacobian.reduce<Point>(
      ([x, y], [u, v], task) => [x + (weights[task] ?? 0) * u, y + (weights[task] ?? 0) * v],
      [0, 0],
    );
    point = step(point, gradient);
    here = problem.evaluate(point);
    sums = sums.map((sum, task) => sum + (losses[task] ?? 0));
    if (balancerRun.hasAfterStep) balancerRun.afterStep({ losses: aboveInfimum(problem, here.losses), progress });
    if ((made + 1) % epochSteps === 0) {
      balancerRun.endEpoch(sums.map((sum) => sum / epochSteps));
      sums = sums.map(() => 0);
    }
    if (reachedAt === null && problem.reached(point)) reachedAt = made + 1;
    if ((made + 1) % every === 0 || made + 1 === steps) points.push(point);
  }
  return {
    start,
    points,
    end: point,
    losses: here.losses,
    reachedAt,
    distance: distanceToFront(problem, point),
    statuses: { ...balancerRun.statuses },
  };
}

function aboveInfimum({ infimum }: Problem, losses: readonly number[]): number[] {
  return losses.map((loss, task) => loss - (infimum[task] ?? 0));
}
