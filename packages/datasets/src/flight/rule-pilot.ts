import { droneRadius } from './forest.ts';
import { beamAngle, beams, reach, type Readings, wrapped } from './sensors.ts';

/** What a pilot can say. */
export const commands = ['straight', 'left', 'right', 'stop'] as const;

/** What a pilot says of its readings. */
export interface Decision {
  /** Where to turn to. */
  readonly command: (typeof commands)[number];
  /** How far the drone can fly straight ahead, in metres. */
  readonly ahead: number;
  /** The next waypoint: metres ahead of the drone, and to its left. */
  readonly waypoint: { readonly forward: number; readonly left: number };
}

/** Decides from readings. */
export type Pilot = (readings: Readings) => Decision | Promise<Decision>;

/** Half of the width that must be free, and how near to something a waypoint may be. */
const [halfWidth, margin] = [droneRadius + 0.25, droneRadius + 0.1];

/**
 * A pilot by rules, after the vector field histogram: of the directions of all beams it takes the one that costs least,
 *
 *     cost = |angle − bearing of the goal| + 0.3 |angle| + 3 max(0, 1 − clear / min(2, far))
 *
 * of those that are clear for 0.8 m or as far as the goal. A direction is clear up to the first distance that lies in a strip of 1.1 m around it. The waypoint is 2 m away, or nearer
 * where less is clear or the goal is nearer. Without a clear direction the command is `stop`, and the waypoint is where the drone is.
 *
 * @param readings - What the drone knows.
 * @see J. Borenstein, Y. Koren. The Vector Field Histogram: Fast Obstacle Avoidance for Mobile Robots. IEEE Transactions on Robotics and
 *   Automation 1991. https://doi.org/10.1109/70.88137. Departures: no histogram over time, and the cost above.
 */
export function rulePilot({ distances, bearing, far }: Readings): Decision {
  const clear = Array.from({ length: beams }, (_, beam) => clearAlong(distances, beamAngle(beam)));
  let [best, least] = [-1, Number.POSITIVE_INFINITY];
  for (const [beam, free] of clear.entries()) {
    if (free < Math.min(0.8, far)) continue;
    const angle = beamAngle(beam);
    const cost =
      Math.abs(wrapped(angle - bearing)) + 0.3 * Math.abs(angle) + 3 * Math.max(0, 1 - free / Math.min(2, far));
    if (cost < least) [best, least] = [beam, cost];
  }
  const ahead = clear[0] ?? 0;
  if (best < 0) return { command: 'stop', ahead, waypoint: { forward: 0, left: 0 } };
  const angle = beamAngle(best);
  const away = Math.min(2, Math.max(0, (clear[best] ?? 0) - margin), far);
  return {
    command: best === 0 ? 'straight' : angle > 0 ? 'left' : 'right',
    ahead,
    waypoint: { forward: away * Math.cos(angle), left: away * Math.sin(angle) },
  };
}

function clearAlong(distances: readonly number[], direction: number): number {
  let clear = reach;
  for (const [beam, measured] of distances.entries()) {
    const apart = wrapped(beamAngle(beam) - direction);
    const along = measured * Math.cos(apart);
    if (measured < reach && along > 0 && measured * Math.abs(Math.sin(apart)) < halfWidth)
      clear = Math.min(clear, along);
  }
  return clear;
}
