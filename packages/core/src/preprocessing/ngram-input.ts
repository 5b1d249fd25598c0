import { InvalidOptionError } from '../errors.ts';
import { configOf } from '../options/config.ts';
import { choice, integer, list, number, text } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { ngramsOf, placesOfHash, placesOfVocabulary } from './ngrams.ts';
import type { InputPreprocessing } from './preprocessing.ts';
import { cellError } from './table/cell.ts';
import { tokenOptions, tokenReader } from './token-reader.ts';

/** The options that say which n-grams are counted, and how. */
export const ngramOptions = {
  ...tokenOptions,
  shortest: integer({ default: 1, min: 1, max: 20, meaning: 'the tokens of the shortest n-grams' }),
  longest: integer({ default: 1, min: 1, max: 20, meaning: 'the tokens of the longest n-grams' }),
  weights: choice(['count', 'binary', 'tfidf'], {
    default: 'tfidf',
    meaning:
      'what an n-gram counts: how often it occurs, 1, or how often times ln((1 + rows) / (1 + rows that have it)) + 1, each row then of length 1',
  }),
  buckets: integer({
    min: 2,
    max: 2 ** 20,
    otherwise: 'a vocabulary',
    meaning: 'the places that n-grams share, by a hash: nothing but their weights is learnt',
  }),
};

/** Options of {@link ngramInput}. */
export const ngramInputOptions = optionsSchema('ngramInput', {
  column: text({ required: true, meaning: 'the column of texts or lists of tokens' }),
  ...ngramOptions,
  vocabulary: list(text({ meaning: 'an n-gram' }), {
    default: [],
    meaning: 'the n-grams that are known, where there are no buckets',
    range: 'different texts',
    expected: 'a list of different texts',
    holds: (ngrams) => new Set(ngrams).size === ngrams.length,
  }),
  inverseFrequencies: list(number({ min: 0, meaning: 'the weight of an n-gram' }), {
    default: [],
    meaning: 'what each value is multiplied by, with the weights tfidf',
    range: 'a number for each value, or none',
    expected: 'a list of numbers that are at least 0',
  }),
  onMissing: choice(['impute', 'error'], { default: 'impute', meaning: 'whether a missing text is an empty one' }),
  onUnseen: choice(['unknown', 'error'], {
    default: 'unknown',
    meaning: 'whether an n-gram that is not known counts nothing',
  }),
});

/** Options of {@link ngramInput}. */
export type NgramInputOptions = OptionsOf<typeof ngramInputOptions> &
  Required<Pick<OptionsOf<typeof ngramInputOptions>, 'column'>>;

/**
 * Texts, or lists of tokens, as a bag of n-grams: a value for each n-gram of a vocabulary, or for each bucket of a hash.
 *
 * @param options - The column, and which n-grams count what; {@link fitNgramInput} takes them from training rows.
 * @throws {@link InvalidOptionError} when an option is out of range, or options do not fit each other.
 * @see G. Salton, C. Buckley. Term-weighting approaches in automatic text retrieval. Information Processing & Management 24, 1988. https://doi.org/10.1016/0306-4573(88)90021-0 (smoothed as in scikit-learn)
 */
export function ngramInput(options: NgramInputOptions): InputPreprocessing {
  const complete = ngramInputOptions.read(options);
  const { column, vocabulary, buckets, weights, inverseFrequencies: inverse, onUnseen } = complete;
  checkNgramOptions('ngramInput', complete);
  const size = buckets ?? vocabulary.length;
  if (size === 0) throw new InvalidOptionError('ngramInput', 'vocabulary', 'at least one n-gram, or buckets', []);
  const expected = weights === 'tfidf' ? size : 0;
  if (inverse.length !== expected) {
    throw new InvalidOptionError('ngramInput', 'inverseFrequencies', `${expected} numbers`, inverse);
  }
  const placeOf = buckets === undefined ? placesOfVocabulary(vocabulary) : placesOfHash(buckets);
  return {
    config: configOf('input', 'ngramInput', complete),
    spec: { shape: [size], dtype: 'float32' },
    columns: [column],
    open(table, owner) {
      const read = tokenReader(table, owner, complete);
      const place = { owner, column, describeRow: table.describeRow };
      return (rows) => {
        const values = new Float32Array(rows.length * size);
        const counts = new Float64Array(size);
        let missing = 0;
        rows.forEach((row, index) => {
          const tokens = read(row);
          if (tokens === null) missing += 1;
          for (const ngram of ngramsOf(tokens ?? [], complete)) {
            const found = placeOf(ngram);
            if (found) counts[found.index] = (counts[found.index] ?? 0) + found.sign;
            else if (onUnseen === 'error') {
              const known = `a text of known n-grams, "${ngram}" is none`;
              throw cellError(place, { row, received: table.cells(column)[row], count: 1, expected: known });
            }
          }
          weigh(counts, weights, inverse);
          values.set(counts, index * size);
          counts.fill(0);
        });
        return { values, notes: new Map([[column, { missing, imputed: 'an empty text', unseen: 0 }]]) };
      };
    },
  };
}

/**
 * Checks that the options of n-grams fit each other.
 *
 * @param owner - Whose they are, for error messages.
 * @param options - The options.
 * @throws {@link InvalidOptionError} when they do not.
 */
export function checkNgramOptions(
  owner: string,
  { shortest, longest }: { readonly shortest: number; readonly longest: number },
): void {
  if (longest >= shortest) return;
  throw new InvalidOptionError(owner, 'longest', `at least shortest, which is ${shortest}`, longest);
}

/** Makes weights of counts, in place. */
function weigh(counts: Float64Array, weights: 'count' | 'binary' | 'tfidf', inverse: readonly number[]): void {
  if (weights === 'count') return;
  let squares = 0;
  for (let index = 0; index < counts.length; index += 1) {
    const count = counts[index] ?? 0;
    const weight = weights === 'binary' ? Math.sign(count) : count * (inverse[index] ?? 0);
    counts[index] = weight;
    squares += weight ** 2;
  }
  if (weights === 'binary' || squares === 0) return;
  const length = Math.sqrt(squares);
  for (let index = 0; index < counts.length; index += 1) counts[index] = (counts[index] ?? 0) / length;
}
