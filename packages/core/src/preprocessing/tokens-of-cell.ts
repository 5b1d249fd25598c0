import { type TokenizerName, tokenizers } from './tokenizers.ts';

/** How a cell becomes tokens. */
export interface TokenRules {
  /** How a text is split; a list of tokens is taken as it is. */
  readonly tokenizer: TokenizerName;
  /** Whether capitals are taken for small letters. */
  readonly lowercase: boolean;
}

/** What a cell of tokens must be, so that "must be …" reads as a sentence. */
export const tokensExpected = 'a text or a list of tokens';

/**
 * The tokens of a cell.
 *
 * @param cell - The cell.
 * @param rules - How it becomes tokens.
 * @returns The tokens; undefined when it is neither a text nor a list of texts.
 */
export function tokensOfCell(cell: unknown, { tokenizer, lowercase }: TokenRules): readonly string[] | undefined {
  const tokens = typeof cell === 'string' ? tokenizers[tokenizer](cell) : cell;
  if (!Array.isArray(tokens) || !tokens.every((token): token is string => typeof token === 'string')) return undefined;
  return tokens.map((token) => (lowercase ? token.toLowerCase() : token).normalize('NFC'));
}
