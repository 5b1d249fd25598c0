import type { MetricRange } from './metric.ts';

/** A share, a probability, or an area under a curve. */
export const share: MetricRange = [0, 1];

/** A correlation, or an agreement beyond chance. */
export const correlation: MetricRange = [-1, 1];

/** A score in percent. */
export const percent: MetricRange = [0, 100];

/** An error, or a loss that is never negative. */
export const notNegative: MetricRange = [0, Number.POSITIVE_INFINITY];

/** 1 for perfect predictions, without a least value. */
export const upTo1: MetricRange = [Number.NEGATIVE_INFINITY, 1];

/** An angle in degrees. */
export const degrees: MetricRange = [0, 180];
