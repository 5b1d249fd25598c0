import { checkKnownOptions, didYouMean, InvalidOptionError } from '@equipoise/core';

import { readBinaryVectors } from './binary-vectors.ts';
import { readTextVectors } from './text-vectors.ts';
import type { FoundVectors } from './vector-rows.ts';

const formats = ['text', 'binary'] as const;

/** What `readVectors` can be told. */
export interface ReadVectorsOptions {
  /** The tokens whose vectors are kept, in the order of their ids: `vocabularyOf(dataset.preprocessing.inputs.text)`. */
  readonly tokens: readonly string[];
  /**
   * How the file is written: in text (GloVe, word2vec, fastText), plain or compressed with gzip; or in word2vec's binary form.
   *
   * @defaultValue 'binary' where the name ends in .bin, else 'text'
   */
  readonly format?: (typeof formats)[number];
}

/**
 * Reads vectors of words that were learnt elsewhere, for the tokens of a vocabulary: GloVe's text, word2vec's text and binary form, fastText's `.vec`. The file may be
 * larger than memory: only vectors of the vocabulary are kept. A word must be written as the token is: most files have small letters, as tokens do by default.
 *
 * @example
 * const vectors = await readVectors('glove.6B.100d.txt', { tokens: vocabularyOf(dataset.preprocessing.inputs.text) });
 * console.log(vectors.coverage); // 38,210 of 40,000 tokens found
 * await fit({ dataset, encoder: tokenEncoder({ vectors }), groups: [{ path: 'encoder/embedding', frozen: true }], … });
 *
 * @param path - The file.
 * @param options - The tokens, and how the file is written.
 * @returns Vectors for `tokenEncoder` and `textEncoder`, and how many tokens have one.
 * @throws {@link @equipoise/core!DataError} when the file cannot be read or is not of the form: names the line, or the word in a binary file.
 * @throws {@link @equipoise/core!InvalidOptionError} when the tokens are no list of texts, or the format is not known.
 * @see https://nlp.stanford.edu/projects/glove, https://fasttext.cc/docs/en/english-vectors.html
 */
export async function readVectors(path: string, options: ReadVectorsOptions): Promise<FoundVectors> {
  const owner = 'readVectors';
  checkKnownOptions<ReadVectorsOptions>(owner, options, { tokens: true, format: true });
  const { tokens, format = /\.bin$/i.test(path) ? 'binary' : 'text' } = options;
  checkTokens(owner, tokens);
  if (!formats.includes(format)) {
    throw new InvalidOptionError(owner, 'format', `text or binary${didYouMean(format, formats)}`, format);
  }
  if (format === 'binary') return readBinaryVectors(owner, path, tokens);
  return readTextVectors({ owner, path, form: 'a text of words and their vectors' }, tokens);
}

/**
 * Makes sure that tokens are a list of texts.
 *
 * @param owner - Who was given them, for error messages.
 * @param tokens - The tokens.
 * @throws {@link @equipoise/core!InvalidOptionError} when they are not.
 */
export function checkTokens(owner: string, tokens: unknown): void {
  if (Array.isArray(tokens) && tokens.length > 0 && tokens.every((token) => typeof token === 'string')) return;
  throw new InvalidOptionError(owner, 'tokens', 'a list of texts, as vocabularyOf gives it', tokens);
}
