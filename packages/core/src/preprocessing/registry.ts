import { InvalidOptionError } from '../errors.ts';
import { isRecord } from '../is-record.ts';
import { partFromConfig, type Registry } from '../options/from-config.ts';
import { imageInput } from './image-input.ts';
import { ngramInput } from './ngram-input.ts';
import type { InputPreprocessing, Preprocessing } from './preprocessing.ts';
import { preprocessing } from './rows-preprocessing.ts';
import { tableInput } from './table-input.ts';
import { textInput } from './text-input.ts';
import { tokenizerInput } from './tokenizer-input.ts';

/** Every way that rows become an input, by its name. */
export const inputPreprocessings = {
  imageInput,
  ngramInput,
  tableInput,
  textInput,
  tokenizerInput,
} as const satisfies Registry<InputPreprocessing>;

/**
 * The preprocessing that a config describes.
 *
 * @param config - The config, of whatever type: it may come from a file.
 * @param own - Your own ways that rows become an input, by name; they come first.
 * @throws {@link InvalidOptionError} when it is no config of preprocessing, or a part of it is not what it must be.
 */
export function preprocessingFromConfig(config: unknown, own: Registry<InputPreprocessing> = {}): Preprocessing {
  const rows = (options: {
    readonly inputs: unknown;
    readonly targets?: Readonly<Record<string, string>>;
  }): Preprocessing => {
    const { inputs, ...more } = options;
    if (!isRecord(inputs)) throw new InvalidOptionError('preprocessing', 'inputs', 'an object with configs', inputs);
    const made = Object.entries(inputs).map(([name, input]) => [
      name,
      partFromConfig<InputPreprocessing>('input', input, inputPreprocessings, own),
    ]);
    return preprocessing({ inputs: Object.fromEntries(made) as Record<string, InputPreprocessing>, ...more });
  };
  return partFromConfig<Preprocessing>('preprocessing', config, { rows });
}
