import type { Random } from '@equipoise/core';

/** A place, in metres. */
export interface Point {
  /** From the west. */
  readonly x: number;
  /** From the south. */
  readonly y: number;
}

/** A tree: a circle. */
export interface Tree extends Point {
  /** In metres. */
  readonly radius: number;
}

/** A place and a direction. */
export interface Pose extends Point {
  /** Radians, counterclockwise from east. */
  readonly heading: number;
}

/** A forest within four walls, with two places to fly between. */
export interface Forest {
  /** None nearer to another, or to a wall, than 1.6 m. */
  readonly trees: readonly Tree[];
  /** Where flights begin: in the west. */
  readonly start: Point;
  /** Where they should end: in the east. */
  readonly goal: Point;
}

/** West to east and south to north, in metres. */
export const forestSize = { width: 30, height: 15 };

/** The least room between two trees, and between a tree and a wall, in metres: there is always a way. */
export const gap = 1.6;

/** The radius of the drone, in metres. */
export const droneRadius = 0.3;

const clearing = 2;

/**
 * Draws a forest of 20 to 28 trees with radii from 0.4 to 0.9 m; fewer where there is no room.
 *
 * @param stream - Where it is drawn from.
 */
export function drawForest(stream: Random): Forest {
  const { width, height } = forestSize;
  const between = (low: number, high: number): number => low + (high - low) * stream.next();
  const start = { x: 1.5, y: between(2, height - 2) };
  const goal = { x: width - 1.5, y: between(2, height - 2) };
  const trees: Tree[] = [];
  const wanted = 20 + stream.integer(9);
  for (let attempt = 0; attempt < 200 && trees.length < wanted; attempt += 1) {
    const radius = between(0.4, 0.9);
    const edge = radius + gap;
    const tree = { x: between(edge, width - edge), y: between(edge, height - edge), radius };
    const isFree =
      [start, goal].every((place) => distance(place, tree) > radius + clearing) &&
      trees.every((other) => distance(other, tree) > radius + other.radius + gap);
    if (isFree) trees.push(tree);
  }
  return { trees, start, goal };
}

/**
 * How far two places are from each other.
 *
 * @param a - One.
 * @param b - The other.
 */
export function distance(a: Point, b: Point): number {
  return Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2); // Math.hypot takes several times as long.
}

/**
 * How far a place is from the nearest tree or wall; below 0 within a tree or behind a wall.
 *
 * @param forest - The forest.
 * @param place - The place.
 */
export function clearance({ trees }: Forest, place: Point): number {
  const { width, height } = forestSize;
  const walls = [place.x, width - place.x, place.y, height - place.y];
  return Math.min(...walls, ...trees.map((tree) => distance(tree, place) - tree.radius));
}
