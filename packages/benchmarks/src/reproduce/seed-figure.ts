import type { Overlap } from '../statistics/overlap.ts';
import { correctedInterval } from '../statistics/paired-t-test.ts';
import { type Figure, figureOf, type OpenFigure } from './figure.ts';

/** A figure that was measured with each seed. */
export interface SeedFigure extends Omit<OpenFigure, 'ours' | 'interval'> {
  /** How much seeds share, where each splits the same rows anew. */
  readonly overlap?: Overlap;
}

/**
 * A figure with the mean over the seeds and its interval of 95 %, corrected for splits of the same rows.
 *
 * @param figure - The figure with the value of each seed.
 */
export function seedFigure({ overlap = {}, ...figure }: SeedFigure): Figure {
  const { mean, low, high } = correctedInterval(figure.values, overlap);
  return figureOf({
    ...figure,
    ours: { estimate: mean, low: finite(low), high: finite(high) },
    interval: `95 % over ${figure.values.length} seeds`,
  });
}

function finite(end: number): number | null {
  return Number.isFinite(end) ? end : null;
}
