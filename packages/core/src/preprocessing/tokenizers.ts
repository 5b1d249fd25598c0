/**
 * Splits a text into tokens.
 *
 * @param text - The text.
 */
export type Tokenizer = (text: string) => readonly string[];

/** Letters with their marks and digits, apostrophes inside a word included; or one other character that is no space. */
const wordPattern = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*|[^\s\p{L}\p{M}\p{N}]/gu;

/**
 * Ways to split a text into tokens, by name. They go by the classes of Unicode characters alone, not by a language's dictionary, so that every
 * platform gives the same tokens; a script that does not separate words, such as Chinese, is best split into characters.
 */
export const tokenizers = {
  /** Words of letters and digits, and every other character that is no space on its own: `don't`, `go`, `!`. */
  words: (text) => text.match(wordPattern) ?? [],
  /** Characters: Unicode code points, spaces included. */
  characters: (text) => Array.from(text),
  /** What lies between spaces, tabs and ends of lines. */
  whitespace: (text) => text.split(/\s+/).filter((token) => token !== ''),
} as const satisfies Readonly<Record<string, Tokenizer>>;

/** The name of a tokenizer. */
export type TokenizerName = keyof typeof tokenizers;
