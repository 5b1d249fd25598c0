import { argMax, softmax as toProbabilities } from '@tensorflow/tfjs-core';

import { softmaxCrossEntropy } from '../../losses/softmax-cross-entropy.ts';
import { accuracy } from '../../metrics/accuracy.ts';
import { macroF1 } from '../../metrics/macro-f1.ts';
import { optionsSchema, type OptionsOf } from '../../options/options-schema.ts';
import type { TaskKind } from '../task-kind.ts';
import { argmax, classScoring, softmax } from './class-scoring.ts';
import { checkedKind, kindConfig, partsOptions } from './kind-parts.ts';
import { byName, namesOf, namesOption } from './names.ts';

/** Options of {@link multiclass}. */
export const multiclassOptions = optionsSchema('multiclass', {
  classes: namesOption(2, { meaning: 'the names of the classes, or their number', required: true }),
  ...partsOptions('softmaxCrossEntropy()', '[accuracy(), macroF1()]'),
});

/** Options of {@link multiclass}: the classes must be given. */
export type MulticlassOptions = OptionsOf<typeof multiclassOptions> &
  Required<Pick<OptionsOf<typeof multiclassOptions>, 'classes'>>;

/** A predicted class. */
export interface ClassPrediction {
  /** The name of the most probable class. */
  readonly class: string;
  /** The probability of each class, by its name. */
  readonly probabilities: Readonly<Record<string, number>>;
}

/**
 * A task that predicts one of several classes. Its head gives a logit for each; labels are the index of the class, from 0.
 *
 * @example
 * multiclass({ classes: ['red', 'green', 'blue'] });
 *
 * @param options - The names or the number of the classes, the loss and the metrics.
 * @throws {@link InvalidOptionError} when an option is out of range, or when loss or metrics do not fit.
 */
export function multiclass(options: MulticlassOptions): TaskKind<ClassPrediction> {
  const name = multiclassOptions.owner;
  const { classes, loss = softmaxCrossEntropy(), metrics = [accuracy(), macroF1()] } = multiclassOptions.read(options);
  const names = namesOf(classes);
  return checkedKind({
    name,
    config: kindConfig(name, { classes }, loss, metrics),
    outputs: { shape: [names.length], dtype: 'float32' },
    labels: { shape: [], dtype: 'int32' },
    names,
    target: { form: 'classes', count: names.length },
    loss,
    metrics,
    checkLabel: (values) =>
      Array.from(values).every((value) => Number.isInteger(value) && value >= 0 && value < names.length)
        ? undefined
        : `a whole number from 0 to ${names.length - 1}`,
    decode(outputs) {
      const probabilities = softmax(outputs);
      return {
        class: names[argmax(outputs)] ?? '',
        probabilities: byName(names, (index) => probabilities[index] ?? Number.NaN),
      };
    },
    decoded: {
      class: { texts: names, call: (logits) => argMax(logits, 1) },
      probabilities: { call: (logits) => toProbabilities(logits) },
    },
    ...classScoring(names.length),
  });
}
