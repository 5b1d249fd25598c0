import { configOf } from '../options/config.ts';
import { choice, integer, part, text } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { isTokenizerJson, subwordTokenizer } from './huggingface.ts';
import type { InputPreprocessing } from './preprocessing.ts';
import { textReader } from './token-reader.ts';

/** The option that gives a tokenizer. */
export const tokenizerFacts = {
  meaning: 'the content of a tokenizer.json, as Hugging Face writes it: takes the package @huggingface/tokenizers',
  range: 'an object with a model',
  expected: 'the content of a tokenizer.json, an object with a model',
} as const;

/** Options of {@link tokenizerInput}. */
export const tokenizerInputOptions = optionsSchema('tokenizerInput', {
  column: text({ required: true, meaning: 'the column of texts' }),
  tokenizer: part(isTokenizerJson, { ...tokenizerFacts, required: true }),
  length: integer({ required: true, min: 1, meaning: 'the tokens of an example: those after it are cut off' }),
  onMissing: choice(['impute', 'error'], { default: 'impute', meaning: 'whether a missing text is an empty one' }),
});

/** Options of {@link tokenizerInput}. */
export type TokenizerInputOptions = OptionsOf<typeof tokenizerInputOptions> &
  Required<Pick<OptionsOf<typeof tokenizerInputOptions>, 'column' | 'tokenizer' | 'length'>>;

/**
 * Texts as an input, by a tokenizer.json: parts of words, as the tokenizer's own rules split them. A token has the tokenizer's id plus 1, because 0 is padding; tokens that mark
 * beginning and end are not added. A cell must be a text: the tags of a list of tokens would not fit the parts of its words. The tokenizer is a part of the config, so that a
 * saved model has it; whoever loads it needs the package as well.
 *
 * @param options - The column, the tokenizer and the length; `fitTextInput` takes the length from training rows.
 * @throws {@link DataError} when `@huggingface/tokenizers` is not installed; {@link InvalidOptionError} when an option is out of range.
 */
export function tokenizerInput(options: TokenizerInputOptions): InputPreprocessing {
  const complete = tokenizerInputOptions.read(options);
  const { column, length, onMissing } = complete;
  const { size, idsOf } = subwordTokenizer('tokenizerInput', complete.tokenizer);
  return {
    config: configOf('input', 'tokenizerInput', complete),
    spec: { shape: [length], dtype: 'int32', vocabulary: size + 1 },
    columns: [column],
    open(table, owner) {
      const read = textReader(table, owner, { column, onMissing });
      return (rows) => {
        const values = new Int32Array(rows.length * length);
        let missing = 0;
        rows.forEach((row, index) => {
          const cell = read(row);
          if (cell === null) missing += 1;
          const ids = cell === null ? [] : idsOf(cell).slice(0, length);
          values.set(
            ids.map((id) => id + 1),
            index * length,
          );
        });
        return { values, notes: new Map([[column, { missing, imputed: 'an empty text', unseen: 0 }]]) };
      };
    },
  };
}
