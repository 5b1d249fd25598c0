import { BalancerRun } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { softadapt, type SoftadaptOptions } from '../../src/strategies/softadapt.ts';
import { normalRows, softmaxOf, times } from '../support/reference-maths.ts';

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

// Heydari et al. 2019, eqs. 6 to 8, with slopes over the last n differences.
describe('softadapt against its paper', () => {
  it.each<SoftadaptOptions>([
    { beta: 2, window: 3 },
    { beta: -0.7, window: 2, normalized: true },
    { beta: 1.5, window: 4, variant: 'loss-weighted' },
    { beta: 0.5, variant: 'loss-weighted', normalized: true },
  ])('agrees over eight batches, case %#', (options) => {
    const { beta = 0.1, window = 1, variant = 'original', normalized = false } = options;
    const run = new BalancerRun(softadapt(options), 3);
    const all = normalRows(150, 8, 3).map((row) => row.map((value) => 0.5 + Math.abs(value)));
    all.forEach((losses, batch) => {
      const seen = all.slice(Math.max(batch - window, 0), batch + 1);
      const slopes = losses.map((loss, task) =>
        batch === 0 ? 0 : (loss - (seen[0]?.[task] ?? 0)) / (seen.length - 1),
      );
      const size = total(slopes.map(Math.abs));
      const shares = softmaxOf(times(normalized && size > 0 ? beta / size : beta, slopes));
      const means = losses.map((_, task) => total(seen.map((row) => row[task] ?? 0)) / seen.length);
      const parts = shares.map((share, task) => share * (variant === 'original' ? 1 : (means[task] ?? 0)));
      run
        .weigh({ losses })
        .forEach((weight, task) => expect(weight).toBeCloseTo((parts[task] ?? 0) / total(parts), 12));
    });
  });
});
