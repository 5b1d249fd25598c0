import { random } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { clearance, distance, drawForest, type Forest, forestSize, gap } from '../../src/flight/forest.ts';
import { rayLength, readSensors } from '../../src/flight/sensors.ts';

const forests = Array.from({ length: 50 }, (_, seed) => drawForest(random(seed)));

describe('drawForest', () => {
  it('leaves room between trees, walls, start and goal', () => {
    for (const { trees, start, goal } of forests) {
      expect(trees.length).toBeGreaterThan(8);
      for (const [index, tree] of trees.entries()) {
        const walls = [tree.x, forestSize.width - tree.x, tree.y, forestSize.height - tree.y];
        expect(Math.min(...walls) - tree.radius).toBeGreaterThanOrEqual(gap);
        for (const place of [start, goal]) expect(distance(place, tree) - tree.radius).toBeGreaterThan(2);
        for (const other of trees.slice(0, index)) {
          expect(distance(other, tree) - tree.radius - other.radius).toBeGreaterThan(gap);
        }
      }
    }
  });
});

describe('rayLength', () => {
  it('ends where the first tree or wall begins, as small steps along it do', () => {
    for (const [seed, forest] of forests.entries()) {
      const stream = random(seed).fork('ray');
      const from = { x: forestSize.width * stream.next(), y: forestSize.height * stream.next() };
      const angle = 2 * Math.PI * stream.next();
      if (clearance(forest, from) <= 0) continue;
      let walked = 0;
      const place = (): { x: number; y: number } => {
        return { x: from.x + walked * Math.cos(angle), y: from.y + walked * Math.sin(angle) };
      };
      while (walked < 5 && clearance(forest, place()) > 0) walked += 0.001;
      expect(Math.abs(rayLength(forest, from, angle) - Math.min(5, walked))).toBeLessThan(0.002);
    }
  });
});

describe('readSensors', () => {
  it('reads counterclockwise from the nose, and the goal in the same frame', () => {
    const open: Forest = { trees: [{ x: 10, y: 9, radius: 0.5 }], start: { x: 1, y: 7 }, goal: { x: 10, y: 12 } };
    const facingNorth = readSensors(open, { x: 10, y: 7, heading: Math.PI / 2 });
    expect(facingNorth.distances[0]).toBeCloseTo(1.5, 9);
    expect([facingNorth.bearing, facingNorth.far]).toEqual([0, 5]);
    const facingEast = readSensors(open, { x: 10, y: 7, heading: 0 });
    expect(facingEast.distances[6]).toBeCloseTo(1.5, 9);
    expect(facingEast.bearing).toBeCloseTo(Math.PI / 2, 9);
  });
});
