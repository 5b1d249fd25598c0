import { DataError, fitVocabulary, type InputPreprocessing, textAt, textInput, tokensOf } from '@equipoise/core';

import type { FitColumnOptions } from './fit-options.ts';
import { type TextInput, textOptions } from './input-options.ts';

/** Tokens of an example where the longest text is longer, and no length is given. */
const usualLength = 128;

/**
 * Learns the vocabulary of a column of texts: the most frequent tokens of the training rows, those that occur equally often in the order of
 * their characters.
 *
 * @param column - The column, and the rows.
 * @param input - What a token is, and how many are known.
 * @throws {@link @equipoise/core!DataError} when the column is not there, or no token is frequent enough.
 */
export function fitText(
  { owner, table, name, train, rules }: FitColumnOptions,
  { kind, ...input }: TextInput,
): InputPreprocessing {
  const { tokens, vocabulary: most, minCount, length, lowercase } = textOptions.read(input);
  const column = table.column(name);
  const texts = Array.from(train, (row) => tokensOf(textAt(column, row) ?? '', { tokens, lowercase }));
  const longest = texts.reduce((length, own) => Math.max(length, own.length), 1);
  const vocabulary = fitVocabulary(texts, { minCount, maxSize: most });
  if (vocabulary.length === 0) {
    const often = minCount === 1 ? '' : ` that occurs ${minCount} times (option minCount)`;
    throw new DataError(
      `${owner}: ${kind} column "${name}" must have one of the ${tokens}${often} in the training rows.`,
    );
  }
  const cut = length ?? Math.min(longest, usualLength);
  return textInput({ column: name, tokens, vocabulary, length: cut, lowercase, ...rules });
}
