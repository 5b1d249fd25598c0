import type { Random } from '@equipoise/core';

import { type Forest, forestSize, type Point, type Pose } from './forest.ts';

/** How many distances are measured around the drone: at equal angles, counterclockwise from its nose. */
export const beams = 24;

/** The longest distance that is measured, in metres. */
export const reach = 5;

/** The deviation of the noise of a distance, in metres. */
const sensorNoise = 0.05;

/** What a drone knows. */
export interface Readings {
  /** The distance to what is in the direction of each beam, in metres, from 0 to 5. */
  readonly distances: readonly number[];
  /** The direction of the goal: radians, counterclockwise from the nose, from −π to π. */
  readonly bearing: number;
  /** How far the goal is, in metres. */
  readonly far: number;
}

/**
 * The angle of a beam, counterclockwise from the nose, from −π to π.
 *
 * @param beam - Its number, from 0.
 */
export function beamAngle(beam: number): number {
  return wrapped((2 * Math.PI * beam) / beams);
}

/**
 * The same angle from −π to π.
 *
 * @param angle - In radians.
 */
export function wrapped(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
}

/**
 * Reads the sensors: distances with normal noise, and where the goal is.
 *
 * @param forest - The forest.
 * @param pose - Where the drone is.
 * @param noise - Where the noise comes from; undefined for none.
 */
export function readSensors(forest: Forest, pose: Pose, noise?: Random): Readings {
  const { goal } = forest;
  const distances = Array.from({ length: beams }, (_, beam) => {
    const exact = rayLength(forest, pose, pose.heading + beamAngle(beam));
    return Math.min(reach, Math.max(0, exact + (noise ? sensorNoise * noise.normal() : 0)));
  });
  return {
    distances,
    bearing: wrapped(Math.atan2(goal.y - pose.y, goal.x - pose.x) - pose.heading),
    far: Math.hypot(goal.x - pose.x, goal.y - pose.y),
  };
}

/**
 * How far it is to the first tree or wall in a direction, in metres: at most {@link reach}.
 *
 * @param forest - The forest.
 * @param from - The place.
 * @param angle - The direction, counterclockwise from east.
 */
export function rayLength({ trees }: Forest, from: Point, angle: number): number {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  const { width, height } = forestSize;
  let length = reach;
  if (dx !== 0) length = Math.min(length, ((dx > 0 ? width : 0) - from.x) / dx);
  if (dy !== 0) length = Math.min(length, ((dy > 0 ? height : 0) - from.y) / dy);
  for (const { x, y, radius } of trees) {
    const along = (x - from.x) * dx + (y - from.y) * dy;
    const beside = (x - from.x) * dy - (y - from.y) * dx;
    if (along > 0 && Math.abs(beside) < radius) length = Math.min(length, along - Math.sqrt(radius ** 2 - beside ** 2));
  }
  return length;
}
