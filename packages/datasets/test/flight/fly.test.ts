import { random } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { type Decision, drawForest, fly, rulePilot } from '../../src/index.ts';
import { moved } from '../../src/flight/fly.ts';
import { reach } from '../../src/flight/sensors.ts';

const free = Array.from({ length: 24 }, () => reach);
const waypoint = (angle: number, far = 2): Decision['waypoint'] => {
  return { forward: far * Math.cos(angle), left: far * Math.sin(angle) };
};

describe('rulePilot', () => {
  it('flies straight to a goal that nothing is before, and turns to one that is elsewhere', () => {
    expect(rulePilot({ distances: free, bearing: 0, far: 9 })).toEqual({
      command: 'straight',
      ahead: reach,
      waypoint: { forward: 2, left: 0 },
    });
    const left = rulePilot({ distances: free, bearing: Math.PI / 2, far: 9 });
    expect([left.command, left.waypoint.left]).toEqual(['left', expect.closeTo(2, 9)]);
    const near = rulePilot({ distances: free, bearing: 0, far: 1.5 });
    expect(near.waypoint.forward).toBe(1.5);
  });

  it('goes round what is ahead, and mirrors where its readings are mirrored', () => {
    const distances = free.map((own, beam) => (beam <= 2 || beam === 23 ? 1.2 : own));
    const decision = rulePilot({ distances, bearing: 0, far: 9 });
    expect([decision.command, decision.ahead]).toEqual(['right', expect.closeTo(1.2 * Math.cos(Math.PI / 12), 9)]);
    const mirrored = rulePilot({
      distances: free.map((_, beam) => distances[(24 - beam) % 24] ?? 0),
      bearing: 0,
      far: 9,
    });
    expect(mirrored.command).toBe('left');
    expect(mirrored.waypoint.left).toBeCloseTo(-decision.waypoint.left, 9);
  });

  it('stops where nothing is clear', () => {
    const { command } = rulePilot({ distances: free.map(() => 0.5), bearing: 0, far: 9 });
    expect(command).toBe('stop');
  });
});

describe('fly', () => {
  it('brings the pilot by rules to the goal of 30 forests, nearly straight, the same twice', async () => {
    for (let seed = 0; seed < 30; seed += 1) {
      const forest = drawForest(random(seed));
      const flight = await fly(forest, rulePilot, random(seed).fork('noise'));
      expect(flight.outcome).toBe('arrived');
      expect(flight.length).toBeLessThan(45);
      if (seed === 0) expect(await fly(forest, rulePilot, random(seed).fork('noise'))).toEqual(flight);
    }
  });

  it('collides without a look at the sensors, and is lost without a move', async () => {
    const forest = drawForest(random(1));
    const blind = {
      trees: [{ x: 8, y: forest.start.y, radius: 0.8 }],
      start: forest.start,
      goal: { x: 28, y: forest.start.y },
    };
    const ahead: Decision = { command: 'straight', ahead: reach, waypoint: waypoint(0) };
    const hit = await fly(blind, () => ahead);
    expect(hit.outcome).toBe('collided');
    expect(Math.abs(hit.length - (8 - 0.8 - 0.3 - forest.start.x))).toBeLessThan(0.4);
    const still = await fly(blind, () => ({ ...ahead, command: 'stop' }));
    expect([still.outcome, still.length]).toEqual(['lost', 0]);
  });
});

describe('moved', () => {
  it('turns as the command allows, and not too near to what is ahead', () => {
    const pose = { x: 0, y: 0, heading: 0 };
    const turn = (command: Decision['command'], angle: number): number =>
      moved(pose, { command, ahead: 5, waypoint: waypoint(angle) }).heading / (Math.PI / 24);
    expect(turn('left', 0.3)).toBeCloseTo(0.3 / (Math.PI / 24), 9);
    expect(turn('left', -0.3)).toBeCloseTo(1, 9);
    expect(turn('right', -2)).toBeCloseTo(-6, 9);
    expect(turn('straight', 0.3)).toBeCloseTo(1, 9);
    expect(moved(pose, { command: 'straight', ahead: 0.6, waypoint: waypoint(0) }).x).toBeCloseTo(0.2, 9);
    expect(moved(pose, { command: 'left', ahead: 0.6, waypoint: waypoint(Math.PI / 6, 0.4) }).x).toBeCloseTo(
      0.2 * Math.cos(Math.PI / 6),
      9,
    );
  });
});
