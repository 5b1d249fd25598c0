import { DataError } from '../errors.ts';
import { choice, flag, integer } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { InputPreprocessing } from './preprocessing.ts';
import { cellError, type ColumnPlace } from './table/cell.ts';
import type { Table } from './table/table.ts';
import { tokensInput } from './tokens-input.ts';
import { tokensExpected, tokensOfCell } from './tokens-of-cell.ts';
import { fitVocabulary } from './vocabulary.ts';

/** Options of {@link fitTokensInput}. */
export const fitTokensOptions = optionsSchema('fitTokensInput', {
  tokenizer: choice(['words', 'characters', 'whitespace'], { default: 'words', meaning: 'how a text is split' }),
  lowercase: flag({ default: false, meaning: 'whether capitals are taken for small letters' }),
  minCount: integer({
    default: 2,
    min: 1,
    meaning:
      'how often training rows must have a token that is known; above 1, a model learns what to make of unknown ones',
  }),
  maxSize: integer({ default: 50_000, min: 1, meaning: 'the most tokens that are known: the most frequent' }),
  maxLength: integer({
    default: 128,
    min: 1,
    meaning: 'the most tokens of an example; it has as many as the longest training row when that is shorter',
  }),
});

/** Options of {@link fitTokensInput}. */
export type FitTokensOptions = OptionsOf<typeof fitTokensOptions>;

/** Which rows of which column an input of tokens is fitted to. */
export interface TrainingTokens {
  /** Whose table it is, for error messages. */
  readonly owner: string;
  /** The table. */
  readonly table: Table;
  /** The column of texts or lists of tokens. */
  readonly column: string;
  /** The training rows. */
  readonly train: Uint32Array;
}

/**
 * Learns a vocabulary and a length from the training rows.
 *
 * @param training - The rows.
 * @param options - How texts are split, and what is left out.
 * @returns The input.
 * @throws {@link DataError} when a cell is neither a text nor a list of texts, or no training row has a token; {@link InvalidOptionError} when an
 *   option is out of range.
 */
export function fitTokensInput(training: TrainingTokens, options: FitTokensOptions = {}): InputPreprocessing {
  const { minCount, maxSize, maxLength, ...rules } = fitTokensOptions.read(options);
  const { owner, table, column, train } = training;
  const cells = table.cells(column);
  const place: ColumnPlace = { owner, column, describeRow: table.describeRow };
  const rows = Array.from(train, (row) => {
    const tokens = tokensOfCell(cells[row], rules);
    if (!tokens) throw cellError(place, { row, received: cells[row], count: 1, expected: tokensExpected });
    return tokens;
  });
  const longest = rows.reduce((most, { length }) => Math.max(most, length), 0);
  if (longest === 0) throw new DataError(`${owner}: column "${column}" must have a token in the training rows.`);
  const tokens = fitVocabulary(rows, { minCount, maxSize });
  return tokensInput({ column, tokens, length: Math.min(longest, maxLength), ...rules });
}
