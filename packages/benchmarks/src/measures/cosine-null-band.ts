import { checkKnownOptions, InvalidOptionError, type PerTask, ShapeError } from '@equipoise/core';

import { studentTQuantile } from '../statistics/student-t.ts';
import { mean } from '../statistics/summary.ts';

/** What {@link cosineNullBand} can be told. */
export interface NullBandOptions {
  /**
   * How many independent cosines are averaged: at least 1.
   *
   * @defaultValue 1
   */
  readonly batches?: number;
  /**
   * How often the mean of unrelated gradients lies in the band: between 0 and 1.
   *
   * @defaultValue 0.95
   */
  readonly confidence?: number;
}

/**
 * How far from 0 the cosine of two unrelated gradients lies by chance: between −b and b as often as asked. Of directions that are uniform
 * in d dimensions c √((d − 1)/(1 − c²)) has Student's distribution with d − 1 degrees of freedom, so
 *
 *     b = t / √(d − 1 + t²)        t = t(½ + ½·confidence, d − 1)
 *
 * The mean of B independent such cosines has the variance 1/(dB), that of one in dB dimensions: its band is taken, which is exact for B = 1 and
 * nearly so beyond. Cosines of successive steps of one run are not independent; see {@link conflictOf}.
 *
 * @param dimensions - d, above 1: how many directions the gradients really have, from {@link effectiveDimensions}; not the number of parameters.
 * @param options - How many cosines are averaged, and the confidence.
 * @throws {@link @equipoise/core!InvalidOptionError} when a number is out of its range, {@link @equipoise/core!UnknownOptionError} for an option that does not exist.
 * @see R. J. Muirhead. Aspects of Multivariate Statistical Theory. Wiley 1982, theorem 5.1.1.
 */
export function cosineNullBand(dimensions: number, options: NullBandOptions = {}): number {
  const { batches = 1, confidence = 0.95 } = options;
  const owner = 'cosineNullBand';
  checkKnownOptions<NullBandOptions>(owner, options, { batches: true, confidence: true });
  if (!(dimensions > 1)) throw new InvalidOptionError(owner, 'dimensions', 'above 1', dimensions);
  if (!(batches >= 1)) throw new InvalidOptionError(owner, 'batches', 'at least 1', batches);
  if (!(confidence > 0 && confidence < 1)) {
    throw new InvalidOptionError(owner, 'confidence', 'between 0 and 1', confidence);
  }
  const degreesOfFreedom = dimensions * batches - 1;
  const t = studentTQuantile((1 + confidence) / 2, degreesOfFreedom);
  return t / Math.sqrt(degreesOfFreedom + t * t);
}

/**
 * How many dimensions random gradients fill: the number of directions of equal strength whose cosines would scatter as much.
 *
 *     d = (Σ λᵢ)² / Σ λᵢ²        λ = the variances along the main directions
 *
 * from independent draws with mean 0, such as gradients of one task under several seeds less their mean: E‖g‖² = Σ λ and
 * E⟨g, g′⟩² = Σ λ² of two of them.
 *
 * @param gramian - The inner products of the draws with each other: at least two.
 * @throws {@link @equipoise/core!ShapeError} when there are fewer.
 * @see P. Gao et al. A Theory of Multineuronal Dimensionality, Dynamics and Measurement. 2017 (the participation ratio).
 *   https://doi.org/10.1101/214262
 */
export function effectiveDimensions(gramian: readonly PerTask[]): number {
  if (gramian.length < 2)
    throw new ShapeError(`effectiveDimensions: expected at least 2 draws, received ${gramian.length}.`);
  const squares = gramian.map((row, draw) => row[draw] ?? Number.NaN);
  const products = gramian.flatMap((row, draw) => row.slice(draw + 1).map((product) => product * product));
  return mean(squares) ** 2 / mean(products);
}
