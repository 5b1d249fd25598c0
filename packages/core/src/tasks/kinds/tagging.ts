import { dense } from '../../layers/dense.ts';
import { softmaxCrossEntropy } from '../../losses/softmax-cross-entropy.ts';
import { accuracy } from '../../metrics/accuracy.ts';
import { entityF1 } from '../../metrics/entity-f1.ts';
import { macroF1 } from '../../metrics/macro-f1.ts';
import { integer } from '../../options/option.ts';
import { optionsSchema, type OptionsOf } from '../../options/options-schema.ts';
import { areBioTags } from '../entities.ts';
import type { TaskKind } from '../task-kind.ts';
import { classScoring } from './class-scoring.ts';
import { checkedKind, kindConfig, partsOptions } from './kind-parts.ts';
import { namesOf, namesOption } from './names.ts';
import { checkPositions, decidedAt, perPosition } from './per-position.ts';

/** Options of {@link tagging}. */
export const taggingOptions = optionsSchema('tagging', {
  tags: namesOption(2, { meaning: 'the names of the tags, or their number', required: true }),
  length: integer({ required: true, min: 1, meaning: 'the tokens of an example, padding included' }),
  ...partsOptions(
    'softmaxCrossEntropy()',
    '[accuracy(), macroF1()]; [entityF1(), accuracy()] where tags are BIO, as O, B-PER and I-PER',
  ),
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
 * tagging({ tags: ['O', 'B-artist', 'I-artist'], length: 32 }); // slots: measured by the F1 of entities
 *
 * @param options - The names or the number of the tags, the length of a sequence, the loss and the metrics.
 * @returns The kind. It predicts a list of tags, one for each token of the padded sequence.
 * @throws {@link InvalidOptionError} when an option is out of range, or when loss or metrics do not fit.
 */
export function tagging(options: TaggingOptions): TaskKind<readonly string[]> {
  const name = taggingOptions.owner;
  const { tags, length, loss = softmaxCrossEntropy(), metrics: chosen } = taggingOptions.read(options);
  const names = namesOf(tags);
  const metrics = chosen ?? (areBioTags(names) ? [entityF1(), accuracy()] : [accuracy(), macroF1()]);
  return checkedKind({
    name,
    config: kindConfig(name, { tags, length }, loss, metrics),
    outputs: { shape: [length, names.length], dtype: 'float32' },
    labels: { shape: [length], dtype: 'int32' },
    names,
    target: { form: 'classes', count: names.length },
    head: dense({ units: names.length }),
    loss: perPosition(name, loss),
    metrics,
    checkLabel: checkPositions(names.length),
    decode: (outputs) => Array.from(decidedAt(outputs, names.length), (tag) => names[tag] ?? ''),
    ...classScoring(names.length),
    sequences: ({ outputs, labels }) => ({
      decided: decidedAt(outputs, names.length),
      truth: Int32Array.from(labels),
      length,
    }),
  });
}
