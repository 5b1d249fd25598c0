/**
 * Splits a text into tokens.
 *
 * @param text - The text.
 */
export type Tokenizer = (text: string) => readonly string[];

/** A letter, mark or digit of a script that separates words. */
const letter = String.raw`(?!\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana})[\p{L}\p{M}\p{N}]`;
/** Words, apostrophes inside of them included; or one other character that is no space. */
const wordPattern = new RegExp(`(?:${letter})+(?:['’](?:${letter})+)*|\\S`, 'gu');

/**
 * Ways to split a text into tokens, by name. They go by the classes of Unicode characters alone, not by a language's dictionary, so that every
 * platform gives the same tokens. A text is brought to Unicode's form NFC first, so that an é is one whichever way it was typed.
 */
export const tokenizers = {
  /** Words of letters and digits, and every other character on its own: `don't`, `go`, `!`; Chinese and Japanese characters are on their own as well. */
  words: (text) => text.normalize('NFC').match(wordPattern) ?? [],
  /** Characters: Unicode code points, spaces included. */
  characters: (text) => Array.from(text.normalize('NFC')),
  /** What lies between spaces, tabs and ends of lines. */
  whitespace: (text) =>
    text
      .normalize('NFC')
      .split(/\s+/)
      .filter((token) => token !== ''),
} as const satisfies Readonly<Record<string, Tokenizer>>;

/** The name of a tokenizer. */
export type TokenizerName = keyof typeof tokenizers;
