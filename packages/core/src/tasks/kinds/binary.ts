import { cast, concat, greater, neg, reshape, sigmoid as toProbability } from '@tensorflow/tfjs-core';

import { sigmoidCrossEntropy } from '../../losses/sigmoid-cross-entropy.ts';
import { accuracy } from '../../metrics/accuracy.ts';
import { auc } from '../../metrics/auc.ts';
import { list, text } from '../../options/option.ts';
import { optionsSchema, type OptionsOf } from '../../options/options-schema.ts';
import type { TaskKind } from '../task-kind.ts';
import { checkedKind, kindConfig, partsOptions } from './kind-parts.ts';
import { checkYesNo, labelScoring, sigmoid } from './label-scoring.ts';
import type { ClassPrediction } from './multiclass.ts';
import { byName } from './names.ts';

/** Options of {@link binary}. */
export const binaryOptions = optionsSchema('binary', {
  classes: list(text({ meaning: 'a class' }), {
    default: ['0', '1'],
    meaning: 'the names of no and yes',
    range: '2 names',
    expected: 'a list of 2 different names, no and yes',
    holds: ([no, yes, ...more]) => no !== undefined && yes !== undefined && no !== yes && more.length === 0,
  }),
  ...partsOptions('sigmoidCrossEntropy()', '[accuracy(), auc()]'),
});

/** Options of {@link binary}. */
export type BinaryOptions = OptionsOf<typeof binaryOptions>;

/**
 * A task that predicts one of two classes. Its head gives one logit; labels are 0 (no) or 1 (yes).
 *
 * @example
 * binary({ classes: ['stays', 'leaves'] });
 *
 * @param options - The names of the classes, the loss and the metrics.
 * @throws {@link InvalidOptionError} when an option is out of range, or when loss or metrics do not fit.
 */
export function binary(options: BinaryOptions = {}): TaskKind<ClassPrediction> {
  const name = binaryOptions.owner;
  const { classes, loss = sigmoidCrossEntropy(), metrics = [accuracy(), auc()] } = binaryOptions.read(options);
  return checkedKind({
    name,
    config: kindConfig(name, { classes }, loss, metrics),
    outputs: { shape: [1], dtype: 'float32' },
    labels: { shape: [1], dtype: 'float32' },
    names: classes,
    target: { form: 'labels', count: 1 },
    loss,
    metrics,
    checkLabel: checkYesNo,
    decode(outputs) {
      const logit = outputs[0] ?? Number.NaN;
      return {
        class: classes[logit > 0 ? 1 : 0] ?? '',
        probabilities: byName(classes, (index) => sigmoid(index === 1 ? logit : -logit)),
      };
    },
    decoded: {
      class: { texts: classes, call: (logit) => reshape(cast(greater(logit, 0), 'int32'), [-1]) },
      probabilities: { call: (logit) => toProbability(concat([neg(logit), logit], 1)) },
    },
    ...labelScoring(1, false),
  });
}
