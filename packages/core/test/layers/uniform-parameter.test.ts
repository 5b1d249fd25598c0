import { describe, expect, it } from 'vitest';

import { uniformParameter } from '../../src/layers/uniform-parameter.ts';
import { random } from '../../src/random.ts';

describe('uniformParameter', () => {
  it('is uniform in ±1/√fanIn', () => {
    const values = [...uniformParameter([100, 100], 25).init(random(1))];
    expect(values).toHaveLength(10_000);
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(0.2);
    // Each tenth of the range has its tenth of the numbers; 150 is five standard deviations.
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const low = -0.2 + 0.04 * tenth;
      expect(Math.abs(values.filter((value) => value >= low && value < low + 0.04).length - 1000)).toBeLessThan(150);
    }
  });

  it('is the same for the same seed', () => {
    const parameter = uniformParameter([3, 4], 3);
    expect(parameter.shape).toEqual([3, 4]);
    expect(parameter.init(random(5))).toEqual(parameter.init(random(5)));
    expect(parameter.init(random(5))).not.toEqual(parameter.init(random(6)));
  });
});
