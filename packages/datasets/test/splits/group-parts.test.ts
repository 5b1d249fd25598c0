import { random } from '@equipoise/core';
import { expect, it } from 'vitest';

import { groupParts } from '../../src/splits/group-parts.ts';
import { known } from '../support/known.ts';

it('has a sample of a part at its beginning, not the largest groups first', () => {
  // Ten groups of 50 rows, and 500 groups of one.
  const groups = Int32Array.from({ length: 1000 }, (_, row) => (row < 500 ? row % 10 : row));
  for (let seed = 0; seed < 10; seed += 1) {
    const [test, , train] = groupParts(groups, [200, 200], random(seed));
    const own = new Set(known(test).map((row) => known(groups[row])));
    expect(known(train).some((row) => own.has(known(groups[row])))).toBe(false);
    const large = known(train).filter((row) => row < 500).length / known(train).length;
    const beginning =
      known(train)
        .slice(0, 100)
        .filter((row) => row < 500).length / 100;
    // By chance 0.05 at most is the standard deviation of a share of 100 rows.
    expect(Math.abs(beginning - large)).toBeLessThan(0.25);
  }
});
