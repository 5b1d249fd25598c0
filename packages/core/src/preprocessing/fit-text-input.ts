import { DataError, InvalidOptionError } from '../errors.ts';
import { integer, part } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { InputRules } from './column-config.ts';
import { isTokenizerJson, subwordTokenizer, type TokenizerJson } from './huggingface.ts';
import type { InputPreprocessing } from './preprocessing.ts';
import type { Table } from './table/table.ts';
import { textInput } from './text-input.ts';
import { textReader, tokenOptions, tokenReader } from './token-reader.ts';
import { tokenizerFacts, tokenizerInput } from './tokenizer-input.ts';
import { fitVocabulary } from './vocabulary.ts';

/** The most tokens of an example where no length is given. */
const usualLength = 128;

/** Options of {@link fitTextInput}. */
export const fitTextOptions = optionsSchema('fitTextInput', {
  ...tokenOptions,
  vocabulary: integer({
    default: 10_000,
    min: 1,
    meaning: 'the most tokens that are known: the most frequent ones of the training rows',
  }),
  minCount: integer({
    min: 1,
    otherwise: '2, or 1 where no token occurs twice',
    meaning:
      'how often a token must occur in the training rows to be known; above 1, a model learns what to make of unknown ones',
  }),
  length: integer({
    min: 1,
    otherwise: `the longest of the training rows, at most ${usualLength}`,
    meaning: 'the tokens of an example: those after it are cut off',
  }),
  tokenizer: part(isTokenizerJson, {
    ...tokenizerFacts,
    otherwise: 'tokens and their vocabulary, by the options above',
  }),
});

/** Options of {@link fitTextInput}. */
export type FitTextOptions = OptionsOf<typeof fitTextOptions>;

/** Which rows of which column a text input is fitted to. */
export interface TrainingTexts {
  /** Whose table it is, for error messages. */
  readonly owner: string;
  /** The table. */
  readonly table: Table;
  /** The column of texts or lists of tokens. */
  readonly column: string;
  /** The training rows. */
  readonly train: Uint32Array;
  /**
   * What is done with cells that are missing and tokens that are not known.
   *
   * @defaultValue `{ onMissing: 'impute', onUnseen: 'unknown' }`
   */
  readonly rules?: InputRules;
}

/**
 * Learns a vocabulary and a length from the training rows: the most frequent tokens, equally frequent ones by character code.
 *
 * @param training - The rows.
 * @param options - What a token is, which are known, and how many an example has.
 * @returns The input.
 * @throws {@link DataError} when the column is not there, a cell is neither a text nor a list of tokens, or no token is frequent enough;
 *   {@link InvalidOptionError} when an option is out of range.
 */
export function fitTextInput(training: TrainingTexts, options: FitTextOptions = {}): InputPreprocessing {
  const { minCount, vocabulary: maxSize, length, tokenizer, ...how } = fitTextOptions.read(options);
  if (tokenizer) return fitTokenizer(training, options, tokenizer);
  const { owner, table, column, train, rules = { onMissing: 'impute', onUnseen: 'unknown' } } = training;
  const read = tokenReader(table, owner, { column, onMissing: rules.onMissing, ...how });
  const rows = Array.from(train, (row) => read(row) ?? []);
  const knownOf = (least: number): readonly string[] => fitVocabulary(rows, { minCount: least, maxSize });
  const frequent = knownOf(minCount ?? 2);
  const vocabulary = frequent.length === 0 && minCount === undefined ? knownOf(1) : frequent;
  if (vocabulary.length === 0) {
    const often = minCount === undefined || minCount === 1 ? '' : ` that occurs ${minCount} times (option minCount)`;
    throw new DataError(`${owner}: column "${column}" must have a token${often} in the training rows.`);
  }
  const longest = rows.reduce((most, tokens) => Math.max(most, tokens.length), 0);
  return textInput({ column, vocabulary, length: length ?? Math.min(longest, usualLength), ...how, ...rules });
}

/** A tokenizer has its own rules and vocabulary: only the length is learnt. */
function fitTokenizer(
  { owner, table, column, train, rules }: TrainingTexts,
  options: FitTextOptions,
  tokenizer: TokenizerJson,
): InputPreprocessing {
  for (const name of ['tokens', 'lowercase', 'vocabulary', 'minCount'] as const) {
    if (options[name] === undefined) continue;
    throw new InvalidOptionError(fitTextOptions.owner, name, 'left out with a tokenizer', options[name]);
  }
  const { onMissing = 'impute' } = rules ?? {};
  const read = textReader(table, owner, { column, onMissing });
  const { idsOf } = subwordTokenizer(owner, tokenizer);
  const longest = train.reduce((most, row) => Math.max(most, idsOf(read(row) ?? '').length), 0);
  if (longest === 0) throw new DataError(`${owner}: column "${column}" must have a token in the training rows.`);
  const { length = Math.min(longest, usualLength) } = options;
  return tokenizerInput({ column, tokenizer, length, onMissing });
}
