import { configOf } from '../options/config.ts';
import { choice, flag, integer, list, text } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { InputPreprocessing } from './preprocessing.ts';
import { cellError } from './table/cell.ts';
import { textAt } from './table/column.ts';
import { tokensOf } from './tokens.ts';

/** Options of {@link textInput}. */
export const textInputOptions = optionsSchema('textInput', {
  column: text({ required: true, meaning: 'the column of texts' }),
  tokens: choice(['words', 'characters'], { default: 'words', meaning: 'what a token is' }),
  vocabulary: list(text({ meaning: 'a token' }), {
    required: true,
    meaning: 'the tokens that are known, in the order of their numbers from 1',
    range: 'different texts',
    expected: 'a list of different texts, at least one',
    holds: (tokens) => tokens.length > 0 && new Set(tokens).size === tokens.length,
  }),
  length: integer({ required: true, min: 1, meaning: 'the tokens of an example: those after it are cut off' }),
  lowercase: flag({ default: true, meaning: 'whether capitals are taken for small letters' }),
  onMissing: choice(['impute', 'error'], { default: 'impute', meaning: 'whether a missing text is an empty one' }),
  onUnseen: choice(['unknown', 'error'], {
    default: 'unknown',
    meaning: 'whether a token that is not known has a number of its own, the last',
  }),
});

/** Options of {@link textInput}. */
export type TextInputOptions = OptionsOf<typeof textInputOptions> &
  Required<Pick<OptionsOf<typeof textInputOptions>, 'column' | 'vocabulary' | 'length'>>;

/**
 * Texts as an input: the number of each token, filled up with 0 to one length.
 *
 * @param options - The column, the tokens that are known, and the length.
 * @throws {@link InvalidOptionError} when an option is out of range.
 */
export function textInput(options: TextInputOptions): InputPreprocessing {
  const complete = textInputOptions.read(options);
  const { column: name, vocabulary, length, onMissing, onUnseen } = complete;
  const numbers = new Map(vocabulary.map((token, index) => [token, index + 1]));
  const unknown = vocabulary.length + 1;
  return {
    config: configOf('input', 'textInput', complete),
    spec: { shape: [length], dtype: 'int32', vocabulary: onUnseen === 'unknown' ? unknown + 1 : unknown },
    columns: [name],
    open(table, owner) {
      const column = table.column(name);
      const place = { owner, column: name, describeRow: table.describeRow };
      const refuse = (row: number, received: unknown, expected: string): Error =>
        cellError(place, { row, received, count: 1, expected });
      return (rows) => {
        const values = new Int32Array(rows.length * length);
        let missing = 0;
        rows.forEach((row, index) => {
          const received = textAt(column, row);
          if (received === null) missing += 1;
          if (received === null && onMissing === 'error') throw refuse(row, null, 'a text');
          const tokens = tokensOf(received ?? '', complete).slice(0, length);
          const stranger = tokens.find((token) => !numbers.has(token));
          if (stranger !== undefined && onUnseen === 'error') {
            throw refuse(row, received, `a text of known ${complete.tokens}, "${stranger}" is none`);
          }
          values.set(
            tokens.map((token) => numbers.get(token) ?? unknown),
            index * length,
          );
        });
        return { values, notes: new Map([[name, { missing, imputed: 'an empty text', unseen: 0 }]]) };
      };
    },
  };
}
