import type { PerTask } from '@equipoise/core';

/** A place in the plane. */
export type Point = readonly [x: number, y: number];

/** What a place in the plane costs each task. */
export interface Evaluation {
  /** The loss of each task. */
  readonly losses: PerTask;
  /** The gradient of each loss, a row each. */
  readonly jacobian: readonly Point[];
}

/** A small problem with two tasks and two parameters, on which one can see where a strategy goes. */
export interface Problem {
  /** Its name on the command line. */
  readonly name: string;
  /** What it is, in a sentence. */
  readonly title: string;
  /** Where it is from. */
  readonly source: string;
  /** Where trajectories start. */
  readonly starts: readonly Point[];
  /** How many steps each makes. */
  readonly steps: number;
  /** How a step is made of the weighted gradient. */
  readonly optimizer: 'adam' | 'sgd';
  /** The step size. */
  readonly learningRate: number;
  /** What the step size is multiplied by, for strategies whose updates are longer or shorter than others'. */
  readonly multipliers?: Readonly<Record<string, number>>;
  /** The strategies that run by default. */
  readonly strategies: readonly string[];
  /**
   * The losses and gradients at a place.
   *
   * @param point - The place.
   */
  evaluate(point: Point): Evaluation;
  /** The infimum of the losses; strategies get the losses minus it. */
  readonly infimum: PerTask;
  /** Places where no loss can be made smaller without making another one larger, along the Pareto front. */
  readonly front: readonly Point[];
  /**
   * Whether a place counts as one on the front.
   *
   * @param point - The place.
   */
  reached(point: Point): boolean;
  /** The part of the plane that is drawn. */
  readonly window: { readonly x: Point; readonly y: Point };
}

/**
 * How far a place is from the front.
 *
 * @param problem - The problem.
 * @param point - The place.
 */
export function distanceToFront({ front }: Pick<Problem, 'front'>, point: Point): number {
  return Math.min(...front.map(([x, y]) => Math.hypot(point[0] - x, point[1] - y)));
}
