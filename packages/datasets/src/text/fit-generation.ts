import {
  type Decoder,
  fitTextInput,
  type FitTextOptions,
  generation,
  type Metric,
  type TaskKind,
  transformerDecoder,
  vocabularyOf,
} from '@equipoise/core';

/** What ends a text. */
const end = '</s>';

/** How a task writes texts. */
export interface WritingOptions {
  /**
   * For `generation`: how texts of the column become tokens, and which of the training rows are known.
   *
   * @defaultValue the defaults of {@link @equipoise/core!fitTextInput}
   */
  readonly text?: Omit<FitTextOptions, 'tokenizer'>;
  /**
   * For `generation`: what writes a text token by token.
   *
   * @defaultValue `transformerDecoder()`
   */
  readonly decoder?: Decoder;
  /**
   * For `generation`: how many texts a search keeps; 1 is greedy.
   *
   * @defaultValue 1
   */
  readonly beams?: number;
}

/**
 * A task that writes the texts of a column: their tokens and length are taken from the training rows, the end has a place of its own.
 *
 * @param training - The column and its training rows.
 * @param task - How texts become tokens and are written, and what is reported.
 */
export function fitGeneration(
  training: Parameters<typeof fitTextInput>[0],
  { text, decoder = transformerDecoder(), beams, metrics }: WritingOptions & { readonly metrics?: readonly Metric[] },
): TaskKind<string> {
  const input = fitTextInput(training, text);
  const { tokens = 'words', lowercase = true } = text ?? {};
  return generation({
    tokens: [end, ...vocabularyOf(input)],
    length: (input.spec.shape[0] ?? 0) + 1,
    split: tokens,
    separator: tokens === 'characters' ? '' : ' ',
    lowercase,
    decoder,
    ...(beams !== undefined && { beams }),
    ...(metrics && { metrics }),
  });
}
