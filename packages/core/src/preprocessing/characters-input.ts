import { configOf } from '../options/config.ts';
import { flag, integer, text } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { InputPreprocessing } from './preprocessing.ts';
import { cellError } from './table/cell.ts';
import { textAt } from './table/column.ts';

/** Options of {@link charactersInput}. */
export const charactersInputOptions = optionsSchema('charactersInput', {
  column: text({ required: true, meaning: 'the column of texts' }),
  characters: text({ required: true, meaning: 'the characters that are known, in the order of their tokens from 1' }),
  length: integer({ required: true, min: 1, meaning: 'the tokens of an example' }),
  lowercase: flag({ default: false, meaning: 'whether capitals are taken for small letters' }),
});

/** Options of {@link charactersInput}. */
export type CharactersInputOptions = OptionsOf<typeof charactersInputOptions> &
  Required<Pick<OptionsOf<typeof charactersInputOptions>, 'column' | 'characters' | 'length'>>;

/**
 * Texts as an input, by their characters: a token for each, filled up with 0 to one length.
 *
 * @param options - The column, the characters and the length.
 * @throws {@link InvalidOptionError} when an option is out of range.
 */
export function charactersInput(options: CharactersInputOptions): InputPreprocessing {
  const complete = charactersInputOptions.read(options);
  const { column: name, characters, length, lowercase } = complete;
  const tokens = new Map(Array.from(characters, (character, index) => [character, index + 1]));
  return {
    config: configOf('input', 'charactersInput', complete),
    spec: { shape: [length], dtype: 'int32', vocabulary: tokens.size + 1 },
    columns: [name],
    open(table, owner) {
      const column = table.column(name);
      const place = { owner, column: name, describeRow: table.describeRow };
      const expected = `a text of at most ${length} of the characters ${characters}`;
      return (rows) => {
        const values = new Int32Array(rows.length * length);
        rows.forEach((row, index) => {
          const received = textAt(column, row);
          const known = [...(lowercase ? (received ?? '').toLowerCase() : (received ?? ''))];
          const found = known.map((character) => tokens.get(character) ?? 0);
          if (received === null || found.length > length || found.includes(0)) {
            throw cellError(place, { row, received, count: 1, expected });
          }
          values.set(found, index * length);
        });
        return { values, notes: new Map() };
      };
    },
  };
}
