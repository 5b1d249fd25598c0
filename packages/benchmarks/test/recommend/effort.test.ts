import { describe, expect, it } from 'vitest';

import { sizingFor } from '../../src/recommend/budget.ts';
import { effortFor, leastTrainings, trainingsOf } from '../../src/recommend/effort.ts';

const size = { tasks: 3, strategies: 4, architectures: 2, floors: true };

describe('the budget of a recommendation', () => {
  it('is never exceeded by the effort that is taken for it, and more of it never tries less', () => {
    let before = 0;
    for (let most = leastTrainings(size); most < 3000; most += 37) {
      const effort = effortFor(most, size);
      const trainings = effort ? trainingsOf(effort, size) : Number.NaN;
      expect(trainings).toBeLessThanOrEqual(most);
      expect(trainings).toBeGreaterThanOrEqual(before);
      before = trainings;
    }
  });

  it('that is too small for anything is refused with the least that is enough', () => {
    const least = leastTrainings(size);
    expect(() => sizingFor({ trials: least - 1 }, size, { epochs: 20 })).toThrow(
      `recommend: option \`trials\` must be at least ${least} trainings for 3 tasks, received ${least - 1}.`,
    );
    expect(sizingFor({ trials: least }, size, { epochs: 20 }).epochs).toBe(20);
    const rate = { overhead: 1, perEpoch: 1, jobs: 1 };
    expect(() => sizingFor({ seconds: 20 }, size, { epochs: 20, rate })).toThrow(
      /option `budget` must be at least \d+ seconds/,
    );
  });

  it('of seconds buys fewer epochs before it buys fewer than five seeds', () => {
    const rate = { overhead: 0.1, perEpoch: 0.1, jobs: 2 };
    const seconds = [2000, 300, 200].map((each) => sizingFor({ seconds: each }, size, { epochs: 100, rate }));
    expect(seconds.map(({ epochs }) => epochs)).toEqual([...seconds.map(({ epochs }) => epochs)].sort((a, b) => b - a));
    for (const { effort, epochs } of seconds) {
      expect(effort.seeds).toBeGreaterThanOrEqual(5);
      expect(epochs).toBeGreaterThanOrEqual(10);
    }
  });
});
