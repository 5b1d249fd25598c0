import { sigmoid as toProbabilities } from '@tensorflow/tfjs-core';

import { sigmoidCrossEntropy } from '../../losses/sigmoid-cross-entropy.ts';
import { accuracy } from '../../metrics/accuracy.ts';
import { auc } from '../../metrics/auc.ts';
import { macroF1 } from '../../metrics/macro-f1.ts';
import { optionsSchema, type OptionsOf } from '../../options/options-schema.ts';
import type { TaskKind } from '../task-kind.ts';
import { checkedKind, kindConfig, partsOptions } from './kind-parts.ts';
import { checkYesNo, labelScoring, sigmoid } from './label-scoring.ts';
import { byName, namesOf, namesOption } from './names.ts';

/** Options of {@link multilabel}. */
export const multilabelOptions = optionsSchema('multilabel', {
  labels: namesOption(1, { meaning: 'the names of the labels, or their number', required: true }),
  ...partsOptions('sigmoidCrossEntropy()', '[macroF1(), auc(), accuracy()]'),
});

/** Options of {@link multilabel}: the labels must be given. */
export type MultilabelOptions = OptionsOf<typeof multilabelOptions> &
  Required<Pick<OptionsOf<typeof multilabelOptions>, 'labels'>>;

/** Predicted labels. */
export interface LabelsPrediction {
  /** The names of the labels that are more probable than not. */
  readonly labels: readonly string[];
  /** The probability of each label, by its name. */
  readonly probabilities: Readonly<Record<string, number>>;
}

/**
 * A task that predicts any of several labels. Its head gives a logit for each; the label of an example is a 0 or 1 for each.
 *
 * @example
 * multilabel({ labels: ['sport', 'politics', 'science'] });
 *
 * @param options - The names or the number of the labels, the loss and the metrics.
 * @throws {@link InvalidOptionError} when an option is out of range, or when loss or metrics do not fit.
 */
export function multilabel(options: MultilabelOptions): TaskKind<LabelsPrediction> {
  const name = multilabelOptions.owner;
  const {
    labels,
    loss = sigmoidCrossEntropy(),
    metrics = [macroF1(), auc(), accuracy()],
  } = multilabelOptions.read(options);
  const names = namesOf(labels);
  return checkedKind({
    name,
    config: kindConfig(name, { labels }, loss, metrics),
    outputs: { shape: [names.length], dtype: 'float32' },
    labels: { shape: [names.length], dtype: 'float32' },
    names,
    target: { form: 'labels', count: names.length },
    loss,
    metrics,
    checkLabel: checkYesNo,
    decode: (outputs) => ({
      labels: names.filter((_, index) => (outputs[index] ?? Number.NaN) > 0),
      probabilities: byName(names, (index) => sigmoid(outputs[index] ?? Number.NaN)),
    }),
    decoded: { probabilities: { call: (logits) => toProbabilities(logits) } },
    ...labelScoring(names.length, true),
  });
}
