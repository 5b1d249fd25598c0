import { dense } from '../../layers/dense.ts';
import { softmaxCrossEntropy } from '../../losses/softmax-cross-entropy.ts';
import { accuracy } from '../../metrics/accuracy.ts';
import { bleu } from '../../metrics/bleu.ts';
import { chrf } from '../../metrics/chrf.ts';
import { integer, text } from '../../options/option.ts';
import { optionsSchema, type OptionsOf } from '../../options/options-schema.ts';
import type { TextPair } from '../scoring.ts';
import type { TaskKind } from '../task-kind.ts';
import { classScoring } from './class-scoring.ts';
import { checkedKind, kindConfig, partsOptions } from './kind-parts.ts';
import { namesOf, namesOption } from './names.ts';
import { checkPositions, decidedAt, perPosition } from './per-position.ts';

/** Options of {@link generation}. */
export const generationOptions = optionsSchema('generation', {
  tokens: namesOption(2, {
    meaning: 'the tokens that texts are made of, or their number; the first is no part of a text but ends it',
    required: true,
  }),
  length: integer({ required: true, min: 1, meaning: 'the tokens of a text at most, its end included' }),
  separator: text({
    default: ' ',
    meaning: 'what stands between tokens: a blank between words, nothing between characters',
  }),
  ...partsOptions('softmaxCrossEntropy()', '[bleu(), chrf(), accuracy()]'),
});

/** Options of {@link generation}: tokens and length must be given. */
export type GenerationOptions = OptionsOf<typeof generationOptions> &
  Required<Pick<OptionsOf<typeof generationOptions>, 'tokens' | 'length'>>;

/**
 * A task that writes a text: a token for each place, until the token that ends it. It needs features for each place (length × features), over which its head is
 * a dense layer that gives a logit for each token. Labels are the index of each token, 0 at the end, and −1 behind it: those count neither in the loss nor in
 * metrics. The tokens are decided all at once, from what the encoder makes of the inputs. Teacher forcing is an input with the tokens up to each place:
 * BLEU is then that of the next tokens after a true beginning, not of texts that the model wrote alone.
 *
 * @example
 * generation({ tokens: ['</s>', 'hallo', 'welt'], length: 12 });
 *
 * @param options - The tokens, the length of a text, what stands between tokens, the loss and the metrics.
 * @returns The kind. It predicts a text.
 * @throws {@link InvalidOptionError} when an option is out of range, or when loss or metrics do not fit.
 * @see J. Gu, J. Bradbury, C. Xiong, V. O. K. Li, R. Socher. Non-Autoregressive Neural Machine Translation. ICLR 2018. https://arxiv.org/abs/1711.02281
 */
export function generation(options: GenerationOptions): TaskKind<string> {
  const name = generationOptions.owner;
  const {
    tokens,
    length,
    separator,
    loss = softmaxCrossEntropy(),
    metrics = [bleu(), chrf(), accuracy()],
  } = generationOptions.read(options);
  const names = namesOf(tokens);
  const textOf = (indices: Int32Array | Float32Array): string => {
    const end = indices.findIndex((token) => token <= 0);
    return Array.from(end < 0 ? indices : indices.subarray(0, end), (token) => names[token] ?? '').join(separator);
  };
  return checkedKind({
    name,
    config: kindConfig(name, { tokens, length, separator }, loss, metrics),
    outputs: { shape: [length, names.length], dtype: 'float32' },
    labels: { shape: [length], dtype: 'int32' },
    names,
    target: { form: 'classes', count: names.length },
    head: dense({ units: names.length }),
    loss: perPosition(name, loss),
    metrics,
    checkLabel: checkPositions(names.length),
    decode: (outputs) => textOf(decidedAt(outputs, names.length)),
    ...classScoring(names.length),
    texts({ outputs, labels, size }) {
      const decided = decidedAt(outputs, names.length);
      return Array.from({ length: size }, (_, row): TextPair => {
        const at = (of: Int32Array | Float32Array): string => textOf(of.subarray(row * length, (row + 1) * length));
        return { text: at(decided), references: [at(labels)] };
      });
    },
  });
}
