import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { inputOf } from '../support/known.ts';
import { describeShared } from '../support/shared-data.ts';
import { classTotals, losses, sizesOf } from '../support/totals.ts';

describeShared('tox21', (folder) => {
  it('has the molecules of up to 128 characters, with the labels that another program counts', async () => {
    const dataset = await datasets.tox21.load({ folder });
    expect(sizesOf(dataset)).toEqual([6305, 788, 788]);
    expect(classTotals(dataset)).toEqual({
      'NR-AR': { no: 7017, yes: 301 },
      'NR-AR-LBD': { no: 6567, yes: 233 },
      'NR-AhR': { no: 5793, yes: 784 },
      'NR-Aromatase': { no: 5540, yes: 297 },
      'NR-ER': { no: 5443, yes: 779 },
      'NR-ER-LBD': { no: 6655, yes: 346 },
      'NR-PPAR-gamma': { no: 6310, yes: 185 },
      'SR-ARE': { no: 4950, yes: 953 },
      'SR-ATAD5': { no: 6864, yes: 261 },
      'SR-HSE': { no: 6175, yes: 378 },
      'SR-MMP': { no: 4911, yes: 908 },
      'SR-p53': { no: 6389, yes: 410 },
    });
    const moleculesOf = (name: 'train' | 'validation' | 'test'): string[] => {
      const tokens = inputOf(dataset.splits[name], 'smiles');
      return Array.from({ length: dataset.splits[name].size }, (_, row) =>
        tokens.slice(row * 128, (row + 1) * 128).join(),
      );
    };
    const different = (['train', 'validation', 'test'] as const).map((name) => new Set(moleculesOf(name)).size);
    expect(different.reduce((sum, size) => sum + size, 0)).toBe(7699);
    const { first, last } = await losses(dataset, { rows: 500 });
    expect(last).toBeLessThan(first);
  });
});
