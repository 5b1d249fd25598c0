import { cast, div, greaterEqual, maximum, mul, reshape, sum, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';

import { ShapeError } from '../../errors.ts';
import { dense } from '../../layers/dense.ts';
import type { Loss } from '../../losses/loss.ts';
import { softmaxCrossEntropy } from '../../losses/softmax-cross-entropy.ts';
import { accuracy } from '../../metrics/accuracy.ts';
import { macroF1 } from '../../metrics/macro-f1.ts';
import { integer } from '../../options/option.ts';
import { optionsSchema, type OptionsOf } from '../../options/options-schema.ts';
import type { Target } from '../target.ts';
import type { TaskKind } from '../task-kind.ts';
import { argmax, classScoring } from './class-scoring.ts';
import { checkedKind, kindConfig, partsOptions } from './kind-parts.ts';
import { namesOf, namesOption } from './names.ts';

/** Options of {@link tagging}. */
export const taggingOptions = optionsSchema('tagging', {
  tags: namesOption(2, { meaning: 'the names of the tags, or their number', required: true }),
  length: integer({ required: true, min: 1, meaning: 'the tokens of an example, padding included' }),
  ...partsOptions('softmaxCrossEntropy()', '[accuracy(), macroF1()]'),
});

/** Options of {@link tagging}: tags and length must be given. */
export type TaggingOptions = OptionsOf<typeof taggingOptions> &
  Required<Pick<OptionsOf<typeof taggingOptions>, 'tags' | 'length'>>;

/**
 * A task that predicts a tag for each token of a sequence. It needs features for each token (length × features), over which its head is
 * a dense layer that gives a logit for each tag. Labels are the index of each token's tag, from 0, or −1 where it has none, such as at
 * padding: those count neither in the loss nor in metrics. The loss is one of classes, averaged over the tags of a batch.
 *
 * @example
 * tagging({ tags: ['noun', 'verb', 'other'], length: 32 });
 *
 * @param options - The names or the number of the tags, the length of a sequence, the loss and the metrics.
 * @returns The kind. It predicts a list of tags, one for each token of the padded sequence.
 * @throws {@link InvalidOptionError} when an option is out of range, or when loss or metrics do not fit.
 */
export function tagging(options: TaggingOptions): TaskKind<readonly string[]> {
  const name = taggingOptions.owner;
  const {
    tags,
    length,
    loss = softmaxCrossEntropy(),
    metrics = [accuracy(), macroF1()],
  } = taggingOptions.read(options);
  const names = namesOf(tags);
  return checkedKind({
    name,
    config: kindConfig(name, { tags, length }, loss, metrics),
    outputs: { shape: [length, names.length], dtype: 'float32' },
    labels: { shape: [length], dtype: 'int32' },
    names,
    target: { form: 'classes', count: names.length },
    head: dense({ units: names.length }),
    loss: perToken(loss),
    metrics,
    checkLabel: (values) =>
      Array.from(values).every((value) => Number.isInteger(value) && value >= -1 && value < names.length)
        ? undefined
        : `a whole number from 0 to ${names.length - 1}, or -1 where there is none`,
    decode: (outputs) =>
      Array.from({ length }, (_, token) => {
        const logits = Array.from(names, (_, tag) => outputs[token * names.length + tag] ?? Number.NaN);
        return names[argmax(logits)] ?? '';
      }),
    ...classScoring(names.length),
  });
}

/** A loss of classes for each token: its mean over the tags of an example, which weighs as much as they do together. */
function perToken(loss: Loss): Loss {
  const flat = (labels: Tensor): Tensor => reshape(maximum(labels, 0), [-1]);
  const weights = (labels: Tensor): Tensor => {
    const known = cast(greaterEqual(labels, 0), 'float32');
    return loss.weight ? mul(known, reshape(loss.weight(flat(labels)), labels.shape)) : known;
  };
  const { name, form, config } = loss;
  return {
    name,
    form,
    config,
    misfit: (target) => loss.misfit?.(target),
    call(outputs, labels) {
      const tags = outputs.shape.at(-1) ?? 0;
      if (labels.shape.join() !== outputs.shape.slice(0, -1).join()) {
        const expected = outputs.shape.slice(0, -1).join();
        throw new ShapeError(
          `tagging: the labels must have the shape [${expected}], received [${labels.shape.join()}].`,
        );
      }
      const each = reshape(loss.call(reshape(outputs, [-1, tags]), flat(labels)), labels.shape);
      const weight = weights(labels);
      return div<Tensor1D>(sum(mul(weight, each), 1), maximum(sum(weight, 1), 1e-30));
    },
    weight: (labels) => sum(weights(labels), 1),
    ...(loss.fitted && {
      fitted: (training: ArrayLike<number>, target: Target) =>
        perToken(loss.fitted?.(tagged(training), target) ?? loss),
    }),
    ...(loss.constant && {
      constant: (training: ArrayLike<number>, measured: ArrayLike<number>, target: Target) =>
        loss.constant?.(tagged(training), tagged(measured), target) ?? Number.NaN,
    }),
  };
}

function tagged(labels: ArrayLike<number>): readonly number[] {
  return Array.from(labels).filter((label) => label >= 0);
}
