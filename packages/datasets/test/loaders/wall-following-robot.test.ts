import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { describeShared } from '../support/shared-data.ts';
import { classTotals, examplesOf, labelsIn, losses } from '../support/totals.ts';

describeShared('wall-following-robot', (folder) => {
  it('has the readings, and what comes within a second in the same block', async () => {
    const dataset = await datasets['wall-following-robot'].load({ folder });
    expect(examplesOf(dataset)).toBe(5456);
    const { command, near } = classTotals(dataset);
    expect(command).toEqual({
      'Move-Forward': 2205,
      'Slight-Right-Turn': 826,
      'Sharp-Right-Turn': 2097,
      'Slight-Left-Turn': 328,
    });
    const front = labelsIn(dataset, 'front');
    // Counted by another program, as are the distances.
    expect(front).toHaveLength(5267);
    expect(near).toEqual({ no: 3681, yes: 1586 });
    expect(front.reduce((sum, label) => sum + label, 0)).toBeCloseTo(7822.037999999993, 1);
    const { first, last } = await losses(dataset);
    expect(last).toBeLessThan(first);
  });
});
