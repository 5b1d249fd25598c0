import { normalCdf, normalDensity } from '../../statistics/normal.ts';
import { type Axis, axisOf, type NumberDimension, placeOnAxis, valueOnAxis } from '../dimension.ts';
import { type Density, drawIndex } from './density.ts';
import { kernelWeights } from './weights.ts';

/** A normal distribution, cut off at the ends of an axis. */
interface Kernel {
  readonly mean: number;
  readonly sd: number;
  /** The probability that is left between the ends. */
  readonly mass: number;
}

/**
 * The Parzen estimator of a dimension of numbers: a normal distribution around each observation and a wide one in the middle, the prior, all
 * cut off at the ends.
 *
 * The width of a kernel is the larger distance to its neighbours, the middle among them; at least 1/min(100, n + 2) of the axis, of n
 * observations, and at most all of it. Whole numbers have the probability of the interval that is rounded to them.
 *
 * @param dimension - The dimension.
 * @param observations - Values that were observed, the oldest first.
 */
export function numberDensity(dimension: NumberDimension, observations: readonly number[]): Density {
  const axis = axisOf(dimension);
  const weights = kernelWeights(observations.length);
  const kernels = kernelsOf(
    axis,
    observations.map((value) => placeOnAxis(dimension, value)),
  );
  const densityAt = (value: number): ((kernel: Kernel) => number) => {
    if (dimension.type === 'number') {
      const place = placeOnAxis(dimension, value);
      return (kernel) => densityOf(kernel, place);
    }
    const [from, to] = [placeOnAxis(dimension, value - 0.5), placeOnAxis(dimension, value + 0.5)];
    return (kernel) => massBetween(kernel, from, to);
  };
  return {
    sample(draws) {
      const { mean, sd } = kernels[drawIndex(weights, draws)] ?? kernelOf(axis, middleOf(axis), axis.high - axis.low);
      let place: number;
      do place = mean + sd * draws.normal();
      while (place < axis.low || place > axis.high); // At least a third of the draws are inside.
      return valueOnAxis(dimension, place);
    },
    at(value) {
      const density = densityAt(value);
      return kernels.reduce((sum, kernel, index) => sum + (weights[index] ?? 0) * density(kernel), 0);
    },
  };
}

function kernelsOf(axis: Axis, places: readonly number[]): readonly Kernel[] {
  const length = axis.high - axis.low;
  const count = places.length + 1;
  const all = [...places, middleOf(axis)];
  const order = all.map((_, index) => index).sort((a, b) => (all[a] ?? 0) - (all[b] ?? 0));
  const rank = new Map(order.map((index, at) => [index, at]));
  const sorted = order.map((index) => all[index] ?? 0);
  const least = length / Math.min(100, count + 1);
  return all.map((mean, index) => {
    if (index === places.length) return kernelOf(axis, mean, length);
    const at = rank.get(index) ?? 0;
    const [before = mean, after = mean] = [sorted[at - 1], sorted[at + 1]];
    return kernelOf(axis, mean, Math.min(length, Math.max(least, mean - before, after - mean)));
  });
}

function kernelOf({ low, high }: Axis, mean: number, sd: number): Kernel {
  return { mean, sd, mass: normalCdf((high - mean) / sd) - normalCdf((low - mean) / sd) };
}

function middleOf({ low, high }: Axis): number {
  return (low + high) / 2;
}

function densityOf({ mean, sd, mass }: Kernel, place: number): number {
  return normalDensity((place - mean) / sd) / (sd * mass);
}

function massBetween({ mean, sd, mass }: Kernel, from: number, to: number): number {
  return (normalCdf((to - mean) / sd) - normalCdf((from - mean) / sd)) / mass;
}
