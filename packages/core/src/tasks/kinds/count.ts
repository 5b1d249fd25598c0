import { poisson } from '../../losses/poisson.ts';
import { mae } from '../../metrics/mae.ts';
import { poissonDeviance } from '../../metrics/poisson-deviance.ts';
import { rmse } from '../../metrics/rmse.ts';
import { optionsSchema, type OptionsOf } from '../../options/options-schema.ts';
import type { TaskKind } from '../task-kind.ts';
import { checkedKind, kindConfig, partsOptions } from './kind-parts.ts';
import { namesOption } from './names.ts';
import { type NumberPrediction, regression } from './regression.ts';

/** Options of {@link count}. */
export const countOptions = optionsSchema('count', {
  targets: namesOption(1, { meaning: 'the names of what is counted, or how many counts', default: 1 }),
  ...partsOptions('poisson()', '[poissonDeviance(), mae(), rmse()]'),
});

/** Options of {@link count}. */
export type CountOptions = OptionsOf<typeof countOptions>;

/**
 * A task that predicts counts: a regression whose labels are whole numbers of at least 0, never standardised, and whose prediction is their mean. The
 * head's first output for each is the logarithm of the mean, with the losses `poisson` and `negativeBinomial`; any other loss of numbers predicts
 * as it does for a regression.
 *
 * @example
 * count(); // visits
 * count({ targets: ['casual', 'registered'], loss: negativeBinomial() }); // with a dispersion for each prediction
 *
 * @param options - What is counted, the loss and the metrics.
 * @returns The kind. It predicts the mean of its only target, with the dispersion if the loss predicts it; of several, one for each by its name.
 * @throws {@link InvalidOptionError} when an option is out of range, or when loss or metrics do not fit.
 * @see A. C. Cameron, P. K. Trivedi. Regression Analysis of Count Data. Cambridge University Press 2013. https://doi.org/10.1017/CBO9781139013567
 */
export function count(
  options: CountOptions = {},
): TaskKind<NumberPrediction | Readonly<Record<string, NumberPrediction>>> {
  const name = countOptions.owner;
  const { targets, loss = poisson(), metrics = [poissonDeviance(), mae(), rmse()] } = countOptions.read(options);
  return checkedKind({
    ...regression({ targets, loss, metrics }),
    name,
    config: kindConfig(name, { targets }, loss, metrics),
    checkLabel: (values) =>
      Array.from(values).every((value) => Number.isInteger(value) && value >= 0)
        ? undefined
        : 'a whole number of at least 0',
  });
}
