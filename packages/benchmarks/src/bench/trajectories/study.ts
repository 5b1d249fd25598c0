import { EquipoiseError } from '@equipoise/core';
import { parseStrategy } from '@equipoise/weighting';

import type { Point, Problem } from './problem.ts';
import { type Trajectory, trajectory } from './trajectory.ts';

/** Where a strategy went from each start. */
export interface Paths {
  /** The strategy, as it was named. */
  readonly strategy: string;
  /** One trajectory a start; none when the strategy cannot be used. */
  readonly trajectories: readonly Trajectory[];
  /** For each start the first steps on the front of all trajectories from there or a hair beside; `null` for one that did not come to it. */
  readonly arrivals: readonly (readonly (number | null)[])[];
  /** Why it cannot be used. */
  readonly refusal?: string;
}

/** Where strategies went on a problem. */
export interface ProblemPaths {
  /** The problem. */
  readonly problem: Problem;
  /** How many steps each trajectory made. */
  readonly steps: number;
  /** One entry a strategy. */
  readonly paths: readonly Paths[];
}

/** Options of {@link findPaths}. */
export interface PathOptions {
  /** Strategies as the command line names them; those of the problem when left out. */
  readonly strategies?: readonly string[];
  /** Steps of a trajectory; those of the problem when left out. */
  readonly steps?: number;
  /**
   * How many trajectories to begin at each start: one there, the others beside it by multiples of 10⁻¹³. Where they come to the front at
   * steps of their own, the last digits decide.
   *
   * @defaultValue 1
   */
  readonly spread?: number;
}

const hair = 1e-13;

/**
 * Lets strategies find their way down a problem from each of its starts.
 *
 * @param problem - The problem.
 * @param options - Which strategies, and how far.
 * @throws {@link @equipoise/core!InvalidOptionError} when there is no such strategy.
 */
export function findPaths(problem: Problem, options: PathOptions = {}): ProblemPaths {
  const { strategies = problem.strategies, steps = problem.steps, spread = 1 } = options;
  const paths = strategies.map((strategy): Paths => {
    const { name, gradientTransform } = parseStrategy(strategy);
    if (gradientTransform) {
      const refusal = `${name}: has a gradient transform, which needs a model to train.`;
      return { strategy, trajectories: [], arrivals: [], refusal };
    }
    const follow = (start: Point): Trajectory => trajectory(problem, parseStrategy(strategy), start, steps);
    try {
      const trajectories = problem.starts.map(follow);
      const arrivals = trajectories.map(({ start: [x, y], reachedAt }) => {
        const beside = Array.from({ length: spread - 1 }, (_, index) => follow([x + (index + 1) * hair, y]));
        return [reachedAt, ...beside.map((path) => path.reachedAt)];
      });
      return { strategy, trajectories, arrivals };
    } catch (error) {
      if (!(error instanceof EquipoiseError)) throw error;
      return { strategy, trajectories: [], arrivals: [], refusal: error.message };
    }
  });
  return { problem, steps, paths };
}
