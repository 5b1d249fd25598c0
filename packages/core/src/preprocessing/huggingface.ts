import { DataError, InvalidOptionError } from '../errors.ts';
import { isRecord } from '../is-record.ts';
import { show } from '../show.ts';
import { reasonOf } from '../documents/reason.ts';

/** What a file tokenizer.json says, as Hugging Face's tokenizers write it. */
export type TokenizerJson = Readonly<Record<string, unknown>>;

/** A tokenizer that splits texts into parts of words. */
export interface SubwordTokenizer {
  /** How many ids it has: the greatest and all below. */
  readonly size: number;
  /**
   * The ids of a text, without tokens that mark its beginning and end.
   *
   * @param text - The text.
   */
  readonly idsOf: (text: string) => readonly number[];
}

/** As far as we call the package. */
interface Package {
  readonly Tokenizer: new (
    tokenizer: object,
    config: object,
  ) => {
    encode(text: string, options: { readonly add_special_tokens: boolean }): { readonly ids: readonly number[] };
    get_vocab(withAdded: boolean): ReadonlyMap<string, number>;
  };
}

const name = '@huggingface/tokenizers';
const install = `npm install ${name}@0.2.0 (0.7 MB)`;

/**
 * Whether a value may be the content of a tokenizer.json.
 *
 * @param value - The value.
 */
export function isTokenizerJson(value: unknown): value is TokenizerJson {
  return isRecord(value) && isRecord(value.model);
}

/**
 * Makes a tokenizer of a tokenizer.json, by the package `@huggingface/tokenizers`, which Node must have installed. Nothing is downloaded.
 *
 * @param owner - Who asks, for error messages.
 * @param json - The content of the file.
 * @throws {@link DataError} when the package is not installed; {@link InvalidOptionError} when it cannot make a tokenizer of the content.
 * @see https://github.com/huggingface/tokenizers.js
 */
export function subwordTokenizer(owner: string, json: TokenizerJson): SubwordTokenizer {
  const { Tokenizer } = loadPackage(owner);
  try {
    const tokenizer = new Tokenizer(json, {});
    const ids = [...tokenizer.get_vocab(true).values()];
    return {
      size: ids.reduce((most, id) => Math.max(most, id + 1), 0),
      idsOf: (text) => tokenizer.encode(text, { add_special_tokens: false }).ids,
    };
  } catch (error) {
    const expected = `the content of a tokenizer.json that ${name} can read (${reasonOf(error)})`;
    const { type } = json.model as { readonly type?: unknown };
    throw new InvalidOptionError(owner, 'tokenizer', expected, `a model of the type ${show(type)}`);
  }
}

function loadPackage(owner: string): Package {
  if (typeof process !== 'object' || typeof process.getBuiltinModule !== 'function') {
    throw new DataError(`${owner}: a tokenizer.json takes the package ${name} in Node.`);
  }
  const require = process.getBuiltinModule('node:module').createRequire(import.meta.url);
  try {
    return require(name) as Package;
  } catch (error) {
    throw new DataError(`${owner}: a tokenizer.json takes the package ${name}: ${install}.`, { cause: error });
  }
}
