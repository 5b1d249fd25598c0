import { configOf } from '../options/config.ts';
import { choice, flag, integer, part, text } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { InputPreprocessing } from './preprocessing.ts';
import { cellError } from './table/cell.ts';
import { tokensExpected, tokensOfCell } from './tokens-of-cell.ts';
import { isVocabulary, vocabulary } from './vocabulary.ts';

/** Options of {@link tokensInput}. */
export const tokensInputOptions = optionsSchema('tokensInput', {
  column: text({ required: true, meaning: 'the column of texts or lists of tokens' }),
  tokens: part(isVocabulary, {
    required: true,
    meaning: 'the tokens that are known, in the order of their ids from 2',
    range: 'different texts',
    expected: 'a list of different texts',
  }),
  length: integer({ required: true, min: 1, meaning: 'the tokens of an example; those beyond it are left out' }),
  tokenizer: choice(['words', 'characters', 'whitespace'], { default: 'words', meaning: 'how a text is split' }),
  lowercase: flag({ default: false, meaning: 'whether capitals are taken for small letters' }),
});

/** Options of {@link tokensInput}. */
export type TokensInputOptions = OptionsOf<typeof tokensInputOptions> &
  Required<Pick<OptionsOf<typeof tokensInputOptions>, 'column' | 'tokens' | 'length'>>;

/**
 * Texts, or lists of tokens, as an input: the id of each token of the vocabulary, 1 for other tokens, filled up with 0 to one length. A text is
 * split by a tokenizer; a list of tokens is taken as it is.
 *
 * @param options - The column, the vocabulary as it was fitted to the training rows, and the length; see {@link fitTokensInput}.
 * @throws {@link InvalidOptionError} when an option is out of range.
 */
export function tokensInput(options: TokensInputOptions): InputPreprocessing {
  const complete = tokensInputOptions.read(options);
  const { column: name, length, tokenizer, lowercase } = complete;
  const known = vocabulary(complete.tokens);
  return {
    config: configOf('input', 'tokensInput', complete),
    spec: { shape: [length], dtype: 'int32', vocabulary: known.size },
    columns: [name],
    open(table, owner) {
      const cells = table.cells(name);
      const place = { owner, column: name, describeRow: table.describeRow };
      return (rows) => {
        const values = new Int32Array(rows.length * length);
        rows.forEach((row, index) => {
          const received = cells[row];
          const tokens = tokensOfCell(received, { tokenizer, lowercase });
          if (!tokens) throw cellError(place, { row, received, count: 1, expected: tokensExpected });
          const ids = tokens.slice(0, length).map(known.idOf);
          values.set(ids, index * length);
        });
        return { values, notes: new Map() };
      };
    },
  };
}
