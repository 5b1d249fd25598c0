import { meanSquaredError } from '../../losses/mean-squared-error.ts';
import { mae } from '../../metrics/mae.ts';
import { r2 } from '../../metrics/r2.ts';
import { rmse } from '../../metrics/rmse.ts';
import { optionsSchema, type OptionsOf } from '../../options/options-schema.ts';
import { columnOf } from '../column.ts';
import type { TaskKind } from '../task-kind.ts';
import { checkedKind, kindConfig, partsOptions } from './kind-parts.ts';
import { byName, namesOf, namesOption } from './names.ts';

/** Options of {@link regression}. */
export const regressionOptions = optionsSchema('regression', {
  targets: namesOption(1, { meaning: 'the names of the numbers that are predicted, or their number', default: 1 }),
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
  const { targets, loss = meanSquaredError(), metrics = [rmse(), mae(), r2()] } = regressionOptions.read(options);
  const names = namesOf(targets);
  const { outputsPerTarget: each = 1 } = loss;
  const predicts = each > 1 || loss.predict !== undefined;
  const outputsOf = (outputs: ArrayLike<number>, index: number): readonly number[] =>
    Array.from({ length: each }, (_, output) => outputs[index * each + output] ?? Number.NaN);
  const valueOf = (outputs: readonly number[]): number => loss.predict?.(outputs) ?? outputs[0] ?? Number.NaN;
  const predictionOf = (outputs: readonly number[]): NumberPrediction => {
    const value = valueOf(outputs);
    return loss.details ? { value, ...loss.details(outputs) } : value;
  };
  return checkedKind({
    name,
    config: kindConfig(name, { targets }, loss, metrics),
    outputs: { shape: [names.length * each], dtype: 'float32' },
    labels: { shape: [names.length], dtype: 'float32' },
    names,
    target: { form: 'numbers', count: names.length },
    loss,
    metrics,
    checkLabel(values) {
      const finite = Array.from(values).every((value) => Number.isFinite(value));
      if (!finite) return 'a finite number';
      return Array.from(values, (value) => loss.checkLabel?.(value)).find((expected) => expected !== undefined);
    },
    decode(outputs) {
      if (names.length === 1) return predictionOf(outputsOf(outputs, 0));
      return byName(names, (index) => predictionOf(outputsOf(outputs, index)));
    },
    numbers: ({ outputs, labels, size }) =>
      names.map((_, index) => ({
        outputs: predicts
          ? Float64Array.from({ length: size }, (_, row) => valueOf(outputsOf(outputs, row * names.length + index)))
          : columnOf(outputs, names.length, index),
        labels: columnOf(labels, names.length, index),
      })),
  });
}
