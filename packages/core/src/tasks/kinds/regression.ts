import { meanSquaredError } from '../../losses/mean-squared-error.ts';
import { InvalidOptionError } from '../../errors.ts';
import { mae } from '../../metrics/mae.ts';
import { r2 } from '../../metrics/r2.ts';
import { rmse } from '../../metrics/rmse.ts';
import { part } from '../../options/option.ts';
import { optionsSchema, type OptionsOf } from '../../options/options-schema.ts';
import { columnOf } from '../column.ts';
import { isScales, restore, type Scale, unscaled } from '../scale.ts';
import type { TaskKind } from '../task-kind.ts';
import { decodedNumbers } from './decoded-numbers.ts';
import { checkedKind, kindConfig, partsOptions } from './kind-parts.ts';
import { byName, namesOf, namesOption } from './names.ts';

/** Options of {@link regression}. */
export const regressionOptions = optionsSchema('regression', {
  targets: namesOption(1, { meaning: 'the names of the numbers that are predicted, or their number', default: 1 }),
  scales: part(isScales, {
    otherwise: 'labels are in their own units',
    meaning:
      'mean and deviation by which the labels of each target are standardised; predictions and metrics are in its own unit',
    range: 'a mean and a deviation for each target',
    expected: 'a list of { mean, deviation }, the deviation above 0, one for each target',
  }),
  ...partsOptions('meanSquaredError()', '[rmse(), mae(), r2()]'),
});

/** Options of {@link regression}. */
export type RegressionOptions = OptionsOf<typeof regressionOptions>;

/** A predicted number, and what else the loss makes known of it: the `deviation` of `gaussian`, the `quantiles` of `quantile`. */
export type NumberPrediction = number | Readonly<{ value: number } & Record<string, unknown>>;

/**
 * A task that predicts numbers. Its head gives as many outputs for each as the loss needs; labels are the numbers.
 *
 * @example
 * regression(); // one number
 * regression({ targets: ['width', 'height'], loss: huber() });
 *
 * @param options - The names or the number of the targets, the loss and the metrics.
 * @returns The kind. It predicts the number of its only target; of several, one for each by its name.
 * @throws {@link InvalidOptionError} when an option is out of range, or when loss or metrics do not fit.
 */
export function regression(
  options: RegressionOptions = {},
): TaskKind<NumberPrediction | Readonly<Record<string, NumberPrediction>>> {
  const name = regressionOptions.owner;
  const {
    targets,
    scales,
    loss = meanSquaredError(),
    metrics = [rmse(), mae(), r2()],
  } = regressionOptions.read(options);
  const names = namesOf(targets);
  if (scales && scales.length !== names.length) {
    throw new InvalidOptionError(name, 'scales', `one for each of ${names.length} targets`, scales);
  }
  const scaleOf = (index: number): Scale => scales?.[index] ?? unscaled;
  const { outputsPerTarget: each = 1 } = loss;
  const predicts = each > 1 || loss.predict !== undefined;
  const outputsOf = (outputs: ArrayLike<number>, index: number): readonly number[] =>
    Array.from({ length: each }, (_, output) => outputs[index * each + output] ?? Number.NaN);
  const valueOf = (outputs: readonly number[], scale: Scale): number =>
    restore(loss.predict?.(outputs) ?? outputs[0] ?? Number.NaN, scale);
  const predictionOf = (all: ArrayLike<number>, index: number): NumberPrediction => {
    const [outputs, scale] = [outputsOf(all, index), scaleOf(index)];
    const value = valueOf(outputs, scale);
    return loss.details ? { value, ...loss.details(outputs, scale) } : value;
  };
  const decoded = decodedNumbers(
    loss,
    names.map((_, index) => scaleOf(index)),
  );
  return checkedKind({
    name,
    config: kindConfig(name, { targets, ...(scales && { scales }) }, loss, metrics),
    outputs: { shape: [names.length * each], dtype: 'float32' },
    labels: { shape: [names.length], dtype: 'float32' },
    names,
    ...(scales && { scales }),
    target: { form: 'numbers', count: names.length },
    loss,
    metrics,
    checkLabel(values) {
      const finite = Array.from(values).every((value) => Number.isFinite(value));
      if (!finite) return 'a finite number';
      return Array.from(values, (value) => loss.checkLabel?.(value)).find((expected) => expected !== undefined);
    },
    decode(outputs) {
      if (names.length === 1) return predictionOf(outputs, 0);
      return byName(names, (index) => predictionOf(outputs, index));
    },
    ...(decoded && { decoded }),
    numbers: ({ outputs, labels, size }) =>
      names.map((_, index) => ({
        outputs: predicts
          ? Float64Array.from({ length: size }, (_, row) =>
              valueOf(outputsOf(outputs, row * names.length + index), scaleOf(index)),
            )
          : restored(columnOf(outputs, names.length, index), scales?.[index]),
        labels: restored(columnOf(labels, names.length, index), scales?.[index]),
      })),
  });
}

/** Numbers back in their own unit, in place. */
function restored(column: Float64Array, scale: Scale | undefined): Float64Array {
  if (scale) for (let row = 0; row < column.length; row += 1) column[row] = restore(column[row] ?? Number.NaN, scale);
  return column;
}
