import type { Random } from '@equipoise/core';

import { clearance, distance, droneRadius, type Forest, type Pose } from './forest.ts';
import type { Decision, Pilot } from './rule-pilot.ts';
import { readSensors, wrapped } from './sensors.ts';

/** How a flight went. */
export interface Flight {
  /** It came within 1 m of the goal; touched a tree or a wall; or did neither in 300 steps. */
  readonly outcome: 'arrived' | 'collided' | 'lost';
  /** How far it flew, in metres. */
  readonly length: number;
  /** Where it was after each step, the start first. */
  readonly path: readonly Pose[];
}

const [steps, stride, sharpest] = [300, 0.4, Math.PI / 4];

/**
 * Flies from the start of a forest to its goal. In each step the pilot reads the sensors and decides; the drone turns, at most by 45°, and flies at most
 * 0.4 m.
 *
 * @param forest - The forest.
 * @param pilot - Who decides.
 * @param noise - Where the noise of the sensors comes from; undefined for none.
 */
export async function fly(forest: Forest, pilot: Pilot, noise?: Random): Promise<Flight> {
  const { start, goal } = forest;
  let pose: Pose = { ...start, heading: Math.atan2(goal.y - start.y, goal.x - start.x) };
  const path = [pose];
  let length = 0;
  for (let step = 0; step < steps; step += 1) {
    const next = moved(pose, await pilot(readSensors(forest, pose, noise)));
    length += distance(pose, next);
    path.push(next);
    // A step is shorter than the drone is wide: it cannot jump over a tree.
    if (clearance(forest, next) < droneRadius) return { outcome: 'collided', length, path };
    if (distance(next, goal) < 1) return { outcome: 'arrived', length, path };
    pose = next;
  }
  return { outcome: 'lost', length, path };
}

/**
 * Where a decision leads. The drone turns towards the waypoint, within what the command allows: `left` and `right` turn by 7.5° at least,
 * `straight` by 7.5° at most, `stop` turns by 45° to the left and stays. It flies half as far as the waypoint is; with `straight` not nearer than
 * 0.4 m to what is ahead.
 *
 * @param pose - Where the drone is.
 * @param decision - What the pilot says.
 */
export function moved(pose: Pose, { command, ahead, waypoint }: Decision): Pose {
  if (command === 'stop') return { ...pose, heading: wrapped(pose.heading + sharpest) };
  const { forward, left } = waypoint;
  const [least, most] = turns[command];
  const turn = Math.min(most, Math.max(least, Math.atan2(left, forward)));
  const free = command === 'straight' ? Math.max(0, ahead - droneRadius - 0.1) : stride;
  const far = Math.min(stride, free, Math.hypot(forward, left) / 2);
  const heading = wrapped(pose.heading + turn);
  return { x: pose.x + far * Math.cos(heading), y: pose.y + far * Math.sin(heading), heading };
}

const slight = Math.PI / 24;
const turns = { straight: [-slight, slight], left: [slight, sharpest], right: [-sharpest, -slight] } as const;
