import { reshape } from '@tensorflow/tfjs-core';

import { cox } from '../../losses/cox.ts';
import { cIndex } from '../../metrics/c-index.ts';
import { text } from '../../options/option.ts';
import { optionsSchema, type OptionsOf } from '../../options/options-schema.ts';
import { columnOf } from '../column.ts';
import type { TaskKind } from '../task-kind.ts';
import { checkedKind, kindConfig, partsOptions } from './kind-parts.ts';

/** Options of {@link survival}. */
export const survivalOptions = optionsSchema('survival', {
  event: text({
    otherwise: 'none: labels come as numbers',
    meaning:
      'the column of a table that says whether the event happened, 1 or true, or observation ended without it, 0 or false',
  }),
  ...partsOptions('cox()', '[cIndex()]'),
});

/** Options of {@link survival}. */
export type SurvivalOptions = OptionsOf<typeof survivalOptions>;

/**
 * A task that predicts who has an event sooner, from times of which some are censored: observation ended before the event (proportional hazards). Its
 * head gives one number, the logarithm of the hazard ratio. Labels are two numbers: a time above 0, and 1 where the event happened then or 0 where it had not.
 * The loss is over the batch: batches should hold tens of events. It knows no constant prediction, so the default monitor takes it in its own unit.
 * The baseline hazard is no part of the model: predictions order examples, and tell no time.
 *
 * @example
 * survival({ loss: cox({ ties: 'breslow' }) });
 * fromTable({ table, inputs, targets: { months: { kind: 'survival', event: 'churned' } } });
 *
 * @param options - The column of events, the loss and the metrics.
 * @returns The kind. It predicts the logarithm of the hazard ratio: one more means that the event is e times as likely at any time.
 * @throws {@link InvalidOptionError} when loss or metrics do not fit.
 * @see D. R. Cox. Regression Models and Life-Tables. Journal of the Royal Statistical Society B 1972. https://doi.org/10.1111/j.2517-6161.1972.tb00899.x
 */
export function survival(options: SurvivalOptions = {}): TaskKind<number> {
  const name = survivalOptions.owner;
  const { event, loss = cox(), metrics = [cIndex()] } = survivalOptions.read(options);
  return checkedKind({
    name,
    config: kindConfig(name, { ...(event !== undefined && { event }) }, loss, metrics),
    outputs: { shape: [1], dtype: 'float32' },
    labels: { shape: [2], dtype: 'float32' },
    ...(event !== undefined && { second: { column: event, holds: 'numbers' as const } }),
    target: { form: 'hazard', count: 1 },
    loss,
    metrics,
    checkLabel: ({ 0: time = Number.NaN, 1: happened }) =>
      time > 0 && time < Infinity && (happened === 0 || happened === 1)
        ? undefined
        : 'a time above 0, and 1 for an event or 0 for none',
    decode: ({ 0: risk = Number.NaN }) => risk,
    decoded: { risk: { call: (outputs) => reshape(outputs, [-1]) } },
    survival: ({ outputs, labels }) => ({
      risks: columnOf(outputs, 1, 0),
      times: columnOf(labels, 2, 0),
      events: columnOf(labels, 2, 1),
    }),
  });
}
