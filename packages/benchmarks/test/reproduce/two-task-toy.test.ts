import { describe, expect, it } from 'vitest';

import { unevenFigures } from '../../src/reproduce/two-task-toy.ts';

describe('two-task-toy', () => {
  // The even toy, which takes longest: test/bench/trajectories/trajectories.test.ts.
  it('reaches the front of the uneven toy from as many starts as the papers draw', () => {
    const found = unevenFigures(1).map(({ name, ours, agreement }) => [name, ours.estimate, agreement]);
    expect(found).toEqual([
      ['equal', 4, 'inside'],
      ['nash-mtl', 5, 'inside'],
      ['famo(weightDecay=0)', 5, 'inside'],
    ]);
  });
});
