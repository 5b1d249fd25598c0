import { random } from '@equipoise/core';
import { expect, it } from 'vitest';

import { EventQueue } from '../../src/simulate/event-queue.ts';

it('things happen in order of time, and in the order of asking at one time', () => {
  const [events, source] = [new EventQueue(), random(3)];
  const asked = Array.from({ length: 1000 }, (_, index) => ({ time: source.integer(50), index }));
  const happened: typeof asked = [];
  for (const each of asked) {
    events.at(each.time, () => {
      expect(events.now).toBe(each.time);
      happened.push(each);
    });
  }
  events.run();
  expect(happened).toEqual(asked.toSorted((one, other) => one.time - other.time)); // A stable sort.
});

it('what is asked for in the past happens now', () => {
  const events = new EventQueue();
  const times: number[] = [];
  events.at(5, () => events.at(1, () => times.push(events.now)));
  events.run();
  expect(times).toEqual([5]);
});
