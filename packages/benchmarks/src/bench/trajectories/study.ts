import { EquipoiseError } from '@equipoise/core';
import { parseStrategy } from '@equipoise/weighting';

import type { Problem } from './problem.ts';
import { type Trajectory, trajectory } from './trajectory.ts';

/** Where a strategy went from each start. */
export interface Paths {
  /** The strategy, as it was named. */
  readonly strategy: string;
  /** One trajectory a start; none when the strategy cannot be used. */
  readonly trajectories: readonly Trajectory[];
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

/** What {@link findPaths} can be told. */
export interface PathOptions {
  /** Strategies as the command line names them; those of the problem when left out. */
  readonly strategies?: readonly string[];
  /** Steps of a trajectory; those of the problem when left out. */
  readonly steps?: number;
}

/**
 * Lets strategies find their way down a problem from each of its starts.
 *
 * @param problem - The problem.
 * @param options - Which strategies, and how far.
 * @throws {@link @equipoise/core!InvalidOptionError} when there is no such strategy.
 */
export function findPaths(problem: Problem, options: PathOptions = {}): ProblemPaths {
  const { strategies = problem.strategies, steps = problem.steps } = options;
  const paths = strategies.map((strategy): Paths => {
    const { name, plan } = parseStrategy(strategy);
    if (plan) {
      return { strategy, trajectories: [], refusal: `${name}: follows a plan, for which it needs a model to train.` };
    }
    try {
      const trajectories = problem.starts.map((start) => trajectory(problem, parseStrategy(strategy), start, steps));
      return { strategy, trajectories };
    } catch (error) {
      if (!(error instanceof EquipoiseError)) throw error;
      return { strategy, trajectories: [], refusal: error.message };
    }
  });
  return { problem, steps, paths };
}
