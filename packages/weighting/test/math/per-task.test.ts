import { ShapeError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { combine, diagonal, mean, put, scale, take } from '../../src/math/per-task.ts';

describe('numbers for each task', () => {
  it('combines two lists of equal length task by task', () => {
    expect(combine([1, 2], [10, 20], (first, second) => first + second)).toEqual([11, 22]);
    expect(() => combine([1, 2], [1], (first, second) => first + second)).toThrow(ShapeError);
  });

  it('takes and puts the entries of some tasks', () => {
    expect(take(['a', 'b', 'c'], [2, 0])).toEqual(['c', 'a']);
    expect(put(['a', 'b', 'c'], [2, 0], ['C', 'A'])).toEqual(['A', 'b', 'C']);
    expect(() => take(['a'], [1])).toThrow(new ShapeError('weighting: there is no task 1 among 1 tasks.'));
  });

  it('scales, averages, and reads a diagonal', () => {
    expect(scale(2, [1, 3])).toEqual([2, 6]);
    expect(mean([1, 2, 6])).toBe(3);
    expect(
      diagonal([
        [1, 2],
        [3, 4],
      ]),
    ).toEqual([1, 4]);
    expect(() => diagonal([[1], [2]])).toThrow(ShapeError);
  });
});
