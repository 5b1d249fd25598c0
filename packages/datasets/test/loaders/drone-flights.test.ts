import { beforeAll, describe, expect, it } from 'vitest';

import { datasets, type LoadedDataset, readingColumns } from '../../src/index.ts';
import { known, valuesOf } from '../support/known.ts';

describe('drone-flights', () => {
  let dataset: LoadedDataset;
  beforeAll(async () => {
    dataset = await datasets['drone-flights'].load({ size: 500 });
  });

  it('scores its rules as the noise of the labels says: 0.92 + 0.08 / 4, and the deviations', () => {
    const best = known(dataset.best);
    expect(Math.abs(known(best.command?.accuracy) - 0.94)).toBeLessThan(0.02);
    expect(Math.abs(known(best.ahead?.rmse) - 0.3)).toBeLessThan(0.015);
    expect(Math.abs(known(best.forward?.rmse) - 0.25)).toBeLessThan(0.012);
    expect(Math.abs(known(best.left?.rmse) - 0.25)).toBeLessThan(0.012);
  });

  it('turns left as often as right', () => {
    const counts = [0, 0, 0, 0];
    for (const command of valuesOf(dataset.splits.test, 'command')) counts[command] = (counts[command] ?? 0) + 1;
    const [straight = 0, left = 0, right = 0] = counts;
    expect(Math.abs(left - right)).toBeLessThan(120);
    expect(straight).toBeGreaterThan(100);
  });

  it('names the distances by the angles of their beams', () => {
    const distances = Array.from({ length: 24 }, (_, beam) => beam / 10);
    const row = readingColumns({ distances, bearing: Math.PI / 2, far: 7 });
    expect([row['distance-0'], row['distance-90'], row['distance-345']]).toEqual([0, 0.6, 2.3]);
    expect([row['goal-cosine'], row['goal-sine'], row['goal-distance']]).toEqual([expect.closeTo(0, 9), 1, 7]);
  });

  it('is drawn from the seed, and fewer training examples leave the test split as it is', async () => {
    const [few, other] = await Promise.all([
      datasets['drone-flights'].load({ size: 50 }),
      datasets['drone-flights'].load({ size: 50, seed: 1 }),
    ]);
    expect(valuesOf(few.splits.test, 'command')).toEqual(valuesOf(dataset.splits.test, 'command'));
    expect(valuesOf(other.splits.test, 'command')).not.toEqual(valuesOf(few.splits.test, 'command'));
  });
});
