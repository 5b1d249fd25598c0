import { columnOf } from '../tasks/column.ts';

/**
 * The mean loss of constant predictions, one for each target: averaged over the targets. NaN where there is nothing to measure.
 *
 * @param training - The labels that the constants are chosen by, example by example.
 * @param measured - The labels that the loss is measured on.
 * @param targets - How many targets an example has.
 * @param choose - Chooses the constant of a target, given its place as well.
 */
export function constantLoss(
  training: ArrayLike<number>,
  measured: ArrayLike<number>,
  targets: number,
  choose: (known: Float64Array, target: number) => (label: number) => number,
): number {
  let total = 0;
  for (let target = 0; target < targets; target += 1) {
    const loss = choose(columnOf(training, targets, target), target);
    total += mean(columnOf(measured, targets, target).map(loss));
  }
  return total / targets;
}

/**
 * The mean of numbers; NaN of none.
 *
 * @param numbers - The numbers.
 */
export function mean(numbers: Float64Array): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/**
 * A quantile of numbers, with linear interpolation between neighbours, as NumPy has it; NaN of none.
 *
 * @param numbers - The numbers.
 * @param share - Which quantile, from 0 to 1.
 */
export function quantileOf(numbers: Float64Array, share: number): number {
  const sorted = numbers.toSorted();
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
}
