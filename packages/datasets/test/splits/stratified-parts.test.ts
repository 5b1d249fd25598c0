import { random } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { randomParts } from '../../src/splits/random-parts.ts';
import { stratifiedParts } from '../../src/splits/stratified-parts.ts';
import { at, known } from '../support/known.ts';

const count = 1000;
const stream = random(5);
/** Three tasks: a class of one row in a hundred, ten classes, and one that half of the rows have no label for. */
const tasks = [
  Int32Array.from({ length: count }, (_, row) => (row % 100 === 0 ? 1 : 0)),
  Int32Array.from({ length: count }, () => stream.integer(10)),
  Int32Array.from({ length: count }, () => stream.integer(4) - 2),
];

/** The largest difference, in rows, between how often a label is in a part and how often it should be. */
function worst(parts: readonly Uint32Array[]): number {
  const differences = tasks.flatMap((labels) =>
    [...new Set(labels)]
      .filter((label) => label >= 0)
      .flatMap((label) => {
        const total = labels.filter((own) => own === label).length;
        return parts.map((rows) => {
          const own = rows.filter((row) => at(labels, row) === label).length;
          return Math.abs(own - (total * rows.length) / count);
        });
      }),
  );
  return Math.max(...differences);
}

describe('stratifiedParts', () => {
  it('has the labels of all tasks in every part as often as its size says, within two rows', () => {
    for (let seed = 0; seed < 10; seed += 1) {
      const parts = stratifiedParts(tasks, [200, 100], random(seed));
      expect(parts.map(({ length }) => length)).toEqual([200, 100, 700]);
      expect(parts.flatMap((rows) => [...rows]).sort((a, b) => a - b)).toEqual(
        Array.from({ length: count }, (_, row) => row),
      );
      expect(worst(parts)).toBeLessThanOrEqual(2);
      expect(worst(randomParts(count, [200, 100], random(seed)))).toBeGreaterThan(4); // What chance alone does.
    }
  });

  it('has a sample of a part at its beginning, not one label first', () => {
    const labels = [Int32Array.from({ length: count }, (_, row) => (row < 250 ? 1 : 0))];
    for (let seed = 0; seed < 10; seed += 1) {
      const [, , train] = stratifiedParts(labels, [200, 100], random(seed));
      const beginning = known(train).slice(0, 200);
      const positive = beginning.filter((row) => row < 250).length;
      // 50 ± 5.2 by chance: the standard deviation of a draw of 200 of 700 without replacement.
      expect(Math.abs(positive - 50)).toBeLessThan(5 * 5.2);
    }
  });

  it('puts the rarest label in each part that should have one', () => {
    const parts = stratifiedParts(tasks, [200, 100], random(1));
    const rare = parts.map((rows) => rows.filter((row) => row % 100 === 0).length);
    expect(rare).toEqual([2, 1, 7]);
  });
});
