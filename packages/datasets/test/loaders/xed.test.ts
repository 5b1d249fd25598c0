import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { countsByName, sum } from '../support/counts-by-name.ts';
import { describeShared } from '../support/shared-data.ts';

describeShared('xed-emotion-translation', (folder) => {
  it('has each line of a film once, with its emotions and translations', async () => {
    const dataset = await datasets.xed.load({ folder });
    const splits = Object.values(dataset.splits);
    expect(sum(splits.map(({ size }) => size))).toBe(6140);
    const all = (emotion: string): number =>
      sum(splits.map((split) => countsByName(dataset, split, 'emotions')[emotion] ?? 0));
    // Counted by another program, with English labels before projected ones; 18 lines have none.
    expect(['anger', 'joy', 'disgust', 'trust'].map(all)).toEqual([1746, 1168, 838, 1146]);
    expect(
      sum(splits.map(({ labels, size }) => size - sum(labels.emotions?.mask ?? new Uint8Array(size).fill(1)))),
    ).toBe(18);
    const rows = Object.values(dataset.rows ?? {}).flat();
    expect(rows.find((row) => (row as { en: string }).en === 'For us, business is lousy.')).toMatchObject({
      film: '59017',
      de: 'Das Geschäft läuft sehr schlecht.',
      fi: 'Bisnes ei kannata.',
      emotions: ['sadness'],
      sentiment: ['negative'],
    });
  });

  it('keeps the lines of a film in one split', async () => {
    const { rows } = await datasets.xed.load({ folder, seed: 2 });
    const films = Object.values(rows ?? {}).map((part) => new Set(part.map((row) => (row as { film: string }).film)));
    expect(sum(films.map(({ size }) => size))).toBe(29);
    expect(Math.min(...films.map(({ size }) => size))).toBeGreaterThan(1);
  });
});
