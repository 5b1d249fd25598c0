import { describe, expect, it } from 'vitest';

import { affinityAgreement } from '../../src/measures/affinity-agreement.ts';
import { leaveOneOutTransfer, pairwiseTransfer, type TogetherResult } from '../../src/measures/transfer.ts';

function result(tasks: string, task: string, values: readonly number[]): TogetherResult {
  return { tasks: tasks.split('+'), task, values, higherIsBetter: task !== 'c' };
}

/** b helps a, a harms b a little, nothing is known of c with a; c is an error. */
const results = [
  result('a', 'a', [10, 10.2, 9.8, 10]),
  result('b', 'b', [5, 5, 5, 5]),
  result('c', 'c', [2, 2, 2, 2]),
  result('b+a', 'a', [12, 12.3, 11.7, 12.1]),
  result('a+b', 'b', [4.9, 5, 4.9, 4.9]),
  result('b+c', 'c', [1, 1.1, 0.9, 1.02]),
  result('b+c', 'b', [5, 5.1, 5, 4.9]),
  result('a+b+c', 'a', [11, 11.1, 11, 10.9]),
  result('a+b+c', 'c', [1.5, 1.6, 1.4, 1.5]),
];

describe('pairwiseTransfer', () => {
  const { tasks, cells } = pairwiseTransfer(results, { testRatio: 0.25 });

  it('compares the model of two tasks with that of one, in percent, positive is a help', () => {
    expect(tasks).toEqual(['a', 'b', 'c']);
    // (12.025 − 10)/10; (4.925 − 5)/5; an error that falls from 2 to 1.005.
    expect(cells[1]?.[0]).toMatchObject({ name: 'b → a', estimate: expect.closeTo(20.25, 10), verdict: 'better' });
    expect(cells[0]?.[1]).toMatchObject({ name: 'a → b', estimate: expect.closeTo(-1.5, 10), verdict: 'unclear' });
    expect(cells[1]?.[2]).toMatchObject({ estimate: expect.closeTo(49.75, 10), verdict: 'better' });
  });

  it('has no cell of a task with itself or without a result', () => {
    expect(cells.map((row) => row.map((cell) => cell !== undefined))).toEqual([
      [false, true, false],
      [true, false, true],
      [false, true, false],
    ]);
  });

  it('judges all cells as one family, with the overlap of the splits', () => {
    const cell = cells[1]?.[0];
    expect(cell?.adjustedP).toBeGreaterThan(cell?.p ?? Number.NaN);
    expect(cell?.correctedInterval.low).toBeLessThan(cell?.interval.low ?? Number.NaN);
  });

  it('refuses a result that is given twice', () => {
    expect(() => pairwiseTransfer([...results, result('a+b', 'a', [1])])).toThrow(
      'expected one result of a in a + b, received two.',
    );
  });
});

describe('leaveOneOutTransfer', () => {
  it('compares the model of all tasks with that without one', () => {
    const { cells } = leaveOneOutTransfer(results);
    // Without a, c reaches 1.005 and with it 1.5: worse. Without c, a reaches 12.025 and with it 11.
    expect(cells[0]?.[2]).toMatchObject({
      name: 'a → c',
      estimate: expect.closeTo((-100 * 0.495) / 1.005, 10),
      verdict: 'worse',
    });
    expect(cells[2]?.[0]?.estimate).toBeCloseTo((-100 * 1.025) / 12.025, 10);
    expect(cells.flat().filter((cell) => cell !== undefined)).toHaveLength(2);
  });
});

describe('affinityAgreement', () => {
  it('is the rank correlation over the pairs that were measured', () => {
    // Transfers b → a 20.25, a → b −1.5, b → c 49.75, c → b 0; affinities are indexed by the helped task first.
    const affinity = [
      [9, 0.3, 7],
      [-0.1, 9, 0],
      [7, 0.4, 9],
    ];
    expect(affinityAgreement(affinity, pairwiseTransfer(results)).rho).toBeCloseTo(1, 12);
    const opposite = affinity.map((row) => row.map((value) => -value));
    expect(affinityAgreement(opposite, pairwiseTransfer(results)).rho).toBeCloseTo(-1, 12);
  });
});
