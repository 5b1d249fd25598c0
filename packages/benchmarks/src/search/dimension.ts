import { power } from '@equipoise/core';

/** A dimension of numbers. */
export interface NumberDimension {
  /** Its name; in a point, the name of the value. */
  readonly name: string;
  /** Whether every number between the ends may be taken, or whole ones only. */
  readonly type: 'number' | 'integer';
  /** The smallest value. */
  readonly low: number;
  /** The largest value. */
  readonly high: number;
  /** Whether equal shares of the dimension have equal differences, or equal ratios. */
  readonly scale: 'linear' | 'log';
}

/** A dimension of some values without an order: words, true and false, lists. */
export interface ChoiceDimension {
  /** Its name; in a point, the name of the value. */
  readonly name: string;
  /** That its values are listed. */
  readonly type: 'choice';
  /** The values, which are plain JSON data. */
  readonly values: readonly unknown[];
}

/** What may be searched over: one of the options of a part. */
export type Dimension = NumberDimension | ChoiceDimension;

/** A search space: plain data that survives JSON, in an order that counts. */
export type Space = readonly Dimension[];

/** One value for each dimension of a space, by its name. */
export type Point = Readonly<Record<string, unknown>>;

/** The ends of a dimension on the axis on which it is uniform. */
export interface Axis {
  /** The lower end. */
  readonly low: number;
  /** The upper end. */
  readonly high: number;
}

/**
 * The axis of a dimension of numbers: logarithms for the scale `log`; for whole numbers half a step longer at both ends, so that the end
 * values are as likely as the others once they are rounded.
 *
 * @param dimension - The dimension.
 */
export function axisOf({ type, low, high, scale }: NumberDimension): Axis {
  const half = type === 'integer' ? 0.5 : 0;
  const ends = { low: low - half, high: high + half };
  return scale === 'log' ? { low: Math.log(ends.low), high: Math.log(ends.high) } : ends;
}

/**
 * The value at a place on the axis. A number is rounded to 12 digits: files stay readable, and the last bit of a logarithm does not count.
 *
 * @param dimension - The dimension.
 * @param place - The place, between the ends of {@link axisOf}.
 */
export function valueOnAxis({ type, low, high, scale }: NumberDimension, place: number): number {
  const exact = scale === 'log' ? Math.exp(place) : place;
  const rounded = type === 'integer' ? Math.round(exact) : Number(exact.toPrecision(12));
  return Math.min(high, Math.max(low, rounded));
}

/**
 * The place on the axis of a value: for whole numbers the middle of those that are rounded to it, on a linear scale.
 *
 * @param dimension - The dimension.
 * @param value - The value.
 */
export function placeOnAxis({ scale }: NumberDimension, value: number): number {
  return scale === 'log' ? Math.log(value) : value;
}

/**
 * The value of a dimension at a share of its length; equal shares are equally likely.
 *
 * @param dimension - The dimension.
 * @param share - From 0 to below 1.
 */
export function valueAt(dimension: Dimension, share: number): unknown {
  if (dimension.type === 'choice') return dimension.values[Math.floor(share * dimension.values.length)];
  const { low, high } = axisOf(dimension);
  return valueOnAxis(dimension, low + share * (high - low));
}

/**
 * The point of a space at the given shares.
 *
 * @param space - The space.
 * @param shares - A share from 0 to below 1 for each dimension, in the order of the space.
 */
export function pointAt(space: Space, shares: readonly number[]): Point {
  return Object.fromEntries(space.map((dimension, index) => [dimension.name, valueAt(dimension, shares[index] ?? 0)]));
}

/**
 * Values of a dimension at equal distances, both ends among them: all values of a choice, and all whole numbers where they are no more.
 *
 * @param dimension - The dimension.
 * @param count - How many values a dimension of numbers has, at least 2.
 */
export function evenValues(dimension: Dimension, count: number): readonly unknown[] {
  if (dimension.type === 'choice') return dimension.values;
  const { low, high, scale } = dimension;
  const whole = dimension.type === 'integer' ? high - low + 1 : Number.POSITIVE_INFINITY;
  if (whole <= count) return Array.from({ length: whole }, (_, index) => low + index);
  const values = Array.from({ length: count }, (_, index) => {
    const share = index / (count - 1);
    const exact = scale === 'log' ? low * power(high / low, share) : low + share * (high - low);
    return valueOnAxis({ ...dimension, scale: 'linear' }, exact);
  });
  return [...new Set(values)];
}
