import type { Configurable } from '@equipoise/core';

import type { Point, Space } from './dimension.ts';

/** What a search is for. */
export interface SearchProblem {
  /** The space, of at least one dimension. */
  readonly space: Space;
  /** Where its random numbers come from. */
  readonly seed: number;
  /** Whether small values are good, or large ones. */
  readonly mode: 'min' | 'max';
}

/**
 * What became of a suggestion: its value; nothing to learn from; or a value from the step at which a pruner stopped it.
 */
export type Outcome = number | 'failed' | { readonly value: number; readonly stoppedAt: number };

/** A suggestion with its outcome. */
export interface SearchTrial {
  /** Its number: 0, 1, 2 … in the order in which they were asked for. */
  readonly id: number;
  /** What was suggested. */
  readonly values: Point;
  /** Its outcome; undefined while it runs. */
  readonly outcome?: Outcome | undefined;
}

/**
 * Chooses the next point: a function of the trials until now and of nothing else, so that a search that was stopped goes on as if it had
 * not been.
 *
 * @param id - The number of the suggestion; random numbers are those of `random(seed).fork(String(id))`.
 * @param trials - All suggestions until now, by number; some may be running.
 * @returns The point; undefined when there is nothing left to suggest.
 */
export type Suggest = (id: number, trials: readonly SearchTrial[]) => Point | undefined;

/** A way to search a space: grid, random, yours. */
export interface Search extends Configurable {
  /**
   * How many points it has to suggest; left out when it never ends.
   *
   * @param space - The space.
   */
  size?(space: Space): number;
  /**
   * Begins a search.
   *
   * @param problem - What it is for.
   * @throws {@link @equipoise/core!InvalidOptionError} for a space that it cannot search.
   */
  start(problem: SearchProblem): Suggest;
}
