import { InvalidOptionError } from '../errors.ts';
import { configOf } from '../options/config.ts';
import { choice, integer, list, text } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { InputPreprocessing } from './preprocessing.ts';
import { cellError } from './table/cell.ts';
import { tokenOptions, tokenReader } from './token-reader.ts';
import { vocabulary } from './vocabulary.ts';

/** Options of {@link textInput}. */
export const textInputOptions = optionsSchema('textInput', {
  column: text({ required: true, meaning: 'the column of texts or lists of tokens' }),
  ...tokenOptions,
  vocabulary: list(text({ meaning: 'a token' }), {
    required: true,
    meaning: 'the tokens that are known, in the order of their ids from 2',
    range: 'different texts',
    expected: 'a list of different texts, at least one',
    holds: (tokens) => tokens.length > 0 && new Set(tokens).size === tokens.length,
  }),
  length: integer({ required: true, min: 1, meaning: 'the tokens of an example: those after it are cut off' }),
  onMissing: choice(['impute', 'error'], { default: 'impute', meaning: 'whether a missing text is an empty one' }),
  onUnseen: choice(['unknown', 'error'], {
    default: 'unknown',
    meaning: 'whether a token that is not known has the id 1, which all such tokens share',
  }),
});

/** Options of {@link textInput}. */
export type TextInputOptions = OptionsOf<typeof textInputOptions> &
  Required<Pick<OptionsOf<typeof textInputOptions>, 'column' | 'vocabulary' | 'length'>>;

/**
 * Texts, or lists of tokens, as an input: the id of each token of the vocabulary, 1 for other tokens, filled up with 0 to one length. A text is
 * split into tokens; a list of tokens is taken as it is.
 *
 * @param options - The column, the tokens that are known, and the length; {@link fitTextInput} takes them from training rows.
 * @throws {@link InvalidOptionError} when an option is out of range.
 */
export function textInput(options: TextInputOptions): InputPreprocessing {
  const complete = textInputOptions.read(options);
  const { column, tokens: split, length, onUnseen } = complete;
  const unit = split === 'whitespace' ? 'tokens' : split;
  const known = vocabulary(complete.vocabulary);
  return {
    config: configOf('input', 'textInput', complete),
    spec: { shape: [length], dtype: 'int32', vocabulary: known.size },
    columns: [column],
    open(table, owner) {
      const read = tokenReader(table, owner, complete);
      const refuse = (row: number, token: string): Error => {
        const received = table.cells(column)[row];
        const known = Array.isArray(received) ? 'a list of known tokens' : `a text of known ${unit}`;
        const expected = `${known}, "${token}" is none`;
        return cellError({ owner, column, describeRow: table.describeRow }, { row, received, count: 1, expected });
      };
      return (rows) => {
        const values = new Int32Array(rows.length * length);
        let missing = 0;
        rows.forEach((row, index) => {
          const given = read(row);
          if (given === null) missing += 1;
          const tokens = given?.slice(0, length) ?? [];
          const stranger = onUnseen === 'error' ? tokens.find((token) => !known.has(token)) : undefined;
          if (stranger !== undefined) throw refuse(row, stranger);
          values.set(tokens.map(known.idOf), index * length);
        });
        return { values, notes: new Map([[column, { missing, imputed: 'an empty text', unseen: 0 }]]) };
      };
    },
  };
}

/**
 * The tokens that an input knows, in the order of their ids: the first has the id 2, after padding and the unknown token.
 *
 * @param input - An input of texts, as `dataset.preprocessing.inputs.text`.
 * @throws {@link InvalidOptionError} when it is no input of texts.
 */
export function vocabularyOf(input: InputPreprocessing | undefined): readonly string[] {
  const { name, options = {} } = input?.config ?? {};
  if (name !== 'textInput') throw new InvalidOptionError('vocabularyOf', 'input', 'an input of texts', name ?? input);
  return textInputOptions.read(options).vocabulary;
}
