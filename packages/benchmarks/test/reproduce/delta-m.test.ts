import { describe, expect, it } from 'vitest';

import { cityscapes } from '../../src/reproduce/delta-m/cityscapes.ts';
import { deltaMTables } from '../../src/reproduce/delta-m/delta-m.ts';
import { qm9 } from '../../src/reproduce/delta-m/qm9.ts';
import { printedRanks, roundedDeltaM } from '../../src/reproduce/delta-m/rounded-averages.ts';
import { noStudies } from '../support/reproduction-context.ts';

describe('delta-m', () => {
  it('gives every printed Δm within rounding, and every printed rank', async () => {
    const { figures } = await deltaMTables.run(noStudies);
    expect(figures).toHaveLength(16 + 12 + 13 + 14 + 14);
    expect(figures.filter(({ agreement }) => agreement !== 'inside')).toEqual([]);
  });

  it('finds a Δm that does not belong to its row', () => {
    const [row] = cityscapes.rows;
    const { low, high } = roundedDeltaM(cityscapes, { method: 'LS', values: row?.values ?? '' });
    // By hand, in %: 75.18 of 74.01 +1.5809, 93.49 of 93.16 +0.3542, 0.0155 of 0.0125 +24, 46.77 of 27.77 +68.4192; the mean loss is 22.6210.
    expect((low + high) / 2).toBeCloseTo(22.621, 2);
    // Half of .0001 in .0155 moves a quarter of 0.4 %, and so does .0125 times 1.24: that is nearly all.
    expect((high - low) / 2).toBeCloseTo(0.1 + 0.124 + 0.015, 1);
    expect(high).toBeLessThan(24.37); // Δm of RLW
  });

  it('gives equal values the smaller rank', () => {
    const table = { ...qm9, metrics: qm9.metrics.slice(0, 1), rows: qm9.rows.slice(0, 4) };
    // µ of LS, SI, RLW and DWA: 0.11, 0.31, 0.11, 0.11.
    expect(printedRanks(table)).toEqual([1, 4, 1, 1]);
  });
});
