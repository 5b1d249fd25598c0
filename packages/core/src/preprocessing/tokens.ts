/** What the tokens of a text are. */
export interface TokenRule {
  /** Words: runs of letters, marks and digits, with apostrophes inside (`don't`); or single characters (code points). */
  readonly tokens: 'words' | 'characters';
  /** Whether capitals are taken for small letters. */
  readonly lowercase: boolean;
}

const word = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu;

/**
 * The tokens of a text. It is brought to Unicode's form NFC first, so that an é is one whichever way it was typed.
 *
 * @param text - The text.
 * @param rule - What a token is.
 */
export function tokensOf(text: string, { tokens, lowercase }: TokenRule): readonly string[] {
  const normal = (lowercase ? text.toLowerCase() : text).normalize('NFC');
  return tokens === 'words' ? (normal.match(word) ?? []) : Array.from(normal);
}
