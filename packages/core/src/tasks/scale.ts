import { isRecord } from '../is-record.ts';

/** How numbers are standardised: what is taken off, and what they are then divided by. */
export interface Scale {
  /** The mean of the training examples. */
  readonly mean: number;
  /** The standard deviation of the training examples, above 0; 1 when they are all equal. */
  readonly deviation: number;
}

/** The scale of numbers that are not standardised. */
export const unscaled: Scale = { mean: 0, deviation: 1 };

/**
 * A number in standard deviations from the mean.
 *
 * @param value - The number in its own unit.
 * @param scale - How numbers are standardised.
 */
export function standardise(value: number, { mean, deviation }: Scale): number {
  return (value - mean) / deviation;
}

/**
 * A standardised number back in its own unit: what a prediction means.
 *
 * @param value - The number in standard deviations from the mean.
 * @param scale - How numbers were standardised.
 */
export function restore(value: number, { mean, deviation }: Scale): number {
  return value * deviation + mean;
}

/**
 * Numbers that were standardised by some scales, standardised by others.
 *
 * @param values - The numbers, as many for each example as there are scales.
 * @param width - How many there are for each example.
 * @param from - How they are standardised; not at all when left out.
 * @param to - How they are to be.
 */
export function rescaled<Values extends Float32Array | Int32Array>(
  values: Values,
  width: number,
  from: readonly Scale[] | undefined,
  to: readonly Scale[] | undefined,
): Values {
  if (!from && !to) return values;
  const change = (value: number, index: number): number =>
    standardise(restore(value, from?.[index % width] ?? unscaled), to?.[index % width] ?? unscaled);
  return values.map(change) as Values;
}

/**
 * Whether plain data is scales.
 *
 * @param value - The data, of whatever type: it may come from a file.
 */
export function isScales(value: unknown): value is readonly Scale[] {
  return (
    Array.isArray(value) &&
    value.every((scale: unknown) => {
      if (!isRecord(scale)) return false;
      const { mean, deviation } = scale;
      return Number.isFinite(mean) && Number.isFinite(deviation) && (deviation as number) > 0;
    })
  );
}
