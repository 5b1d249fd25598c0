import { DataError, InvalidOptionError } from '../errors.ts';
import { integer } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { TrainingTexts } from './fit-text-input.ts';
import { checkNgramOptions, ngramInput, ngramOptions } from './ngram-input.ts';
import { ngramsOf, placesOfHash, placesOfVocabulary } from './ngrams.ts';
import type { InputPreprocessing } from './preprocessing.ts';
import { tokenReader } from './token-reader.ts';
import { fitVocabulary } from './vocabulary.ts';

const usualSize = 2000;

/** Options of {@link fitNgramInput}. */
export const fitNgramOptions = optionsSchema('fitNgramInput', {
  ...ngramOptions,
  vocabulary: integer({
    min: 1,
    otherwise: `${usualSize}, where there are no buckets`,
    meaning: 'the most n-grams that are known: those that most training rows have',
  }),
  minRows: integer({
    min: 1,
    otherwise: '2, or 1 where no n-gram is in two rows',
    meaning: 'how many training rows must have an n-gram, so that it is known',
  }),
});

/** Options of {@link fitNgramInput}. */
export type FitNgramOptions = OptionsOf<typeof fitNgramOptions>;

/**
 * Learns from the training rows which n-grams are known, and how rare they are: those that most rows have, equally frequent ones by character code.
 *
 * @param training - The rows.
 * @param options - Which n-grams are counted, and how.
 * @returns The input: float32 values, one for each n-gram or bucket.
 * @throws {@link DataError} when the column is not there, a cell is neither a text nor a list of tokens, or no n-gram is in enough rows;
 *   {@link InvalidOptionError} when an option is out of range, or options do not fit each other.
 */
export function fitNgramInput(training: TrainingTexts, options: FitNgramOptions = {}): InputPreprocessing {
  const { vocabulary: maxSize, minRows, ...how } = fitNgramOptions.read(options);
  const { owner, table, column, train, rules = { onMissing: 'impute', onUnseen: 'unknown' } } = training;
  checkNgramOptions(fitNgramOptions.owner, how);
  for (const [name, value] of Object.entries({ vocabulary: maxSize, minRows })) {
    if (how.buckets === undefined || value === undefined) continue;
    throw new InvalidOptionError(fitNgramOptions.owner, name, 'left out with buckets', value);
  }
  const read = tokenReader(table, owner, { column, onMissing: rules.onMissing, ...how });
  const rows = Array.from(train, (row) => ngramsOf(read(row) ?? [], how));
  const vocabulary = how.buckets === undefined ? known(rows, { owner, column, minRows, maxSize }) : [];
  const inverseFrequencies = how.weights === 'tfidf' ? inverseOf(rows, how.buckets ?? vocabulary) : [];
  return ngramInput({ column, ...how, vocabulary, inverseFrequencies, ...rules });
}

interface KnownOptions {
  readonly owner: string;
  readonly column: string;
  readonly minRows: number | undefined;
  readonly maxSize: number | undefined;
}

function known(rows: readonly (readonly string[])[], options: KnownOptions): readonly string[] {
  const { owner, column, minRows, maxSize = usualSize } = options;
  const distinct = rows.map((ngrams) => [...new Set(ngrams)]);
  const frequent = fitVocabulary(distinct, { minCount: minRows ?? 2, maxSize });
  const all =
    frequent.length > 0 || minRows !== undefined ? frequent : fitVocabulary(distinct, { minCount: 1, maxSize });
  if (all.length > 0) return all;
  const often = minRows === undefined || minRows === 1 ? '' : ` that ${minRows} of them have (option minRows)`;
  throw new DataError(`${owner}: column "${column}" must have an n-gram${often} in the training rows.`);
}

/** ln((1 + rows) / (1 + rows that have an n-gram there)) + 1, for each place. */
function inverseOf(rows: readonly (readonly string[])[], places: number | readonly string[]): readonly number[] {
  const hashed = typeof places === 'number';
  const placeOf = hashed ? placesOfHash(places) : placesOfVocabulary(places);
  const having = new Float64Array(hashed ? places : places.length);
  for (const ngrams of rows) {
    const found = new Set(ngrams.map((ngram) => placeOf(ngram)?.index));
    for (const index of found) if (index !== undefined) having[index] = (having[index] ?? 0) + 1;
  }
  return Array.from(having, (count) => Math.log((1 + rows.length) / (1 + count)) + 1);
}
