/** The id of every token that a vocabulary does not hold; 0 is padding, which fills a sequence up to its length. */
const unknownId = 1;

/** The ids of tokens: 0 for padding, 1 for unknown tokens, from 2 on those of the vocabulary in their order. */
export interface Vocabulary {
  /** The tokens that are known, in the order of their ids. */
  readonly tokens: readonly string[];
  /** How many ids there are, padding and the unknown token included. */
  readonly size: number;
  /**
   * The id of a token.
   *
   * @param token - The token.
   */
  readonly idOf: (token: string) => number;
  /**
   * Whether it holds a token.
   *
   * @param token - The token.
   */
  readonly has: (token: string) => boolean;
}

/** What is left out of a vocabulary. */
export interface FitVocabularyOptions {
  /** Tokens that are rarer in the training rows are unknown: a model learns what to make of such. */
  readonly minCount: number;
  /** The most tokens; the most frequent are kept. */
  readonly maxSize: number;
}

/**
 * The ids of tokens.
 *
 * @param tokens - The tokens that are known, each once, in the order of their ids.
 */
export function vocabulary(tokens: readonly string[]): Vocabulary {
  const ids = new Map(tokens.map((token, index) => [token, index + unknownId + 1]));
  return {
    tokens,
    size: tokens.length + unknownId + 1,
    idOf: (token) => ids.get(token) ?? unknownId,
    has: (token) => ids.has(token),
  };
}

/**
 * The tokens of training rows, the most frequent first, equally frequent ones by character code.
 *
 * @param rows - The tokens of each training row.
 * @param options - What is left out.
 */
export function fitVocabulary(
  rows: Iterable<readonly string[]>,
  { minCount, maxSize }: FitVocabularyOptions,
): readonly string[] {
  const counts = new Map<string, number>();
  for (const tokens of rows) for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  const frequent = [...counts].filter(([, count]) => count >= minCount);
  frequent.sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1));
  return frequent.slice(0, maxSize).map(([token]) => token);
}
