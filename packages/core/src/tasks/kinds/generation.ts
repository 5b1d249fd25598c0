import type { Decoder } from '../../decoders/decoder.ts';
import { beamSearchOptions } from '../../decoders/beam-search.ts';
import { isRecord } from '../../is-record.ts';
import { dense } from '../../layers/dense.ts';
import { softmaxCrossEntropy } from '../../losses/softmax-cross-entropy.ts';
import { accuracy } from '../../metrics/accuracy.ts';
import { bleu } from '../../metrics/bleu.ts';
import { chrf } from '../../metrics/chrf.ts';
import { choice, flag, integer, part, text } from '../../options/option.ts';
import { optionsSchema, type OptionsOf } from '../../options/options-schema.ts';
import type { TextPair } from '../scoring.ts';
import type { TaskKind } from '../task-kind.ts';
import { classScoring } from './class-scoring.ts';
import { checkedKind, kindConfig, partsOptions } from './kind-parts.ts';
import { namesOf, namesOption } from './names.ts';
import { checkPositions, decidedAt, perPosition } from './per-position.ts';

/** What stands in a text for a token that is none of the task's: no text that is written has it. */
const unknown = '\uFFFD';

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
  split: choice(['words', 'characters', 'whitespace'], {
    default: 'whitespace',
    meaning:
      'what the tokens of a text in a table are: words, punctuation on its own; characters; or what lies between white space',
  }),
  lowercase: flag({ default: false, meaning: 'whether capitals of texts in a table are taken for small letters' }),
  decoder: part(isDecoder, {
    otherwise: 'none: all tokens are decided at once',
    meaning: 'what writes a text token by token, each after those before it',
    range: 'a decoder',
    expected: 'a decoder, such as transformerDecoder()',
  }),
  beams: integer({ default: 1, min: 1, meaning: 'with a decoder: how many texts a search keeps; 1 is greedy' }),
  penalty: beamSearchOptions.shape.penalty,
  ...partsOptions('softmaxCrossEntropy()', '[bleu(), chrf()], and accuracy() without a decoder'),
});

/** Options of {@link generation}: tokens and length must be given. */
export type GenerationOptions = OptionsOf<typeof generationOptions> &
  Required<Pick<OptionsOf<typeof generationOptions>, 'tokens' | 'length'>>;

/**
 * A task that writes a text, such as a translation: a token for each place, until the token that ends it. It needs features for each token of its input
 * (length × features). Labels are the index of each token, 0 at the end, and −1 behind it, or where a token is none of the task's: those count neither in the
 * loss nor in metrics, but a reference keeps a place for the token, which no text that is written can fill. A column of a table holds the texts, or lists of tokens.
 *
 * With a decoder, training tells each token from the true ones before it (teacher forcing), and a prediction is searched for, greedily or by beams: `predict` gives
 * tokens, and BLEU and chrF are of texts that the model wrote alone. Without one, the head is a dense layer over the features, and all tokens are decided at once:
 * the input must then be as long as the text. Teacher forcing is then an input with the tokens up to each place, and BLEU that of the next tokens after a true beginning.
 *
 * @example
 * generation({ tokens: ['</s>', 'hallo', 'welt'], length: 12, decoder: transformerDecoder() });
 *
 * @param options - The tokens, the length of a text, how texts are split and joined, the decoder and its search, the loss and the metrics.
 * @returns The kind. It predicts a text.
 * @throws {@link InvalidOptionError} when an option is out of range, or when loss or metrics do not fit.
 * @see J. Gu, J. Bradbury, C. Xiong, V. O. K. Li, R. Socher. Non-Autoregressive Neural Machine Translation. ICLR 2018. https://arxiv.org/abs/1711.02281 (without a decoder)
 * @see I. Sutskever, O. Vinyals, Q. V. Le. Sequence to Sequence Learning with Neural Networks. NeurIPS 2014. https://arxiv.org/abs/1409.3215 (with one)
 */
export function generation(options: GenerationOptions): TaskKind<string> {
  const name = generationOptions.owner;
  const complete = generationOptions.read(options);
  const { tokens, length, separator, split, lowercase, decoder, beams, penalty } = complete;
  const { loss = softmaxCrossEntropy(), metrics = [bleu(), chrf(), ...(decoder ? [] : [accuracy()])] } = complete;
  const names = namesOf(tokens);
  const textOf = (indices: readonly number[]): string => {
    const end = indices.indexOf(0);
    const own = end < 0 ? indices.slice(0, indices.findLastIndex((token) => token > 0) + 1) : indices.slice(0, end);
    return own.map((token) => names[token] ?? unknown).join(separator);
  };
  const predicted = (outputs: ArrayLike<number>): readonly number[] =>
    Array.from(decoder ? outputs : decidedAt(outputs, names.length));
  const told = { tokens, length, separator, split, lowercase, beams, penalty };
  return checkedKind({
    name,
    config: kindConfig(name, { ...told, ...(decoder && { decoder: decoder.config }) }, loss, metrics),
    outputs: { shape: [length, names.length], dtype: 'float32' },
    labels: { shape: [length], dtype: 'int32' },
    names,
    target: { form: 'classes', count: names.length },
    ...(decoder ? { writing: { decoder, search: { beams, penalty } } } : { head: dense({ units: names.length }) }),
    text: { tokens: split, lowercase },
    loss: perPosition(name, loss),
    metrics,
    checkLabel: checkPositions(names.length),
    decode: (outputs) => textOf(predicted(outputs)),
    ...(!decoder && classScoring(names.length)),
    texts({ outputs, labels, size }) {
      const decided = predicted(outputs);
      const at = (of: readonly number[], row: number): string => textOf(of.slice(row * length, (row + 1) * length));
      const right = Array.from(labels);
      return Array.from({ length: size }, (_, row): TextPair => ({
        text: at(decided, row),
        references: [at(right, row)],
      }));
    },
  });
}

function isDecoder(value: unknown): value is Decoder {
  return isRecord(value) && isRecord(value.config) && typeof value.build === 'function';
}
