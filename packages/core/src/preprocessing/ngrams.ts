import { murmurHash } from './murmur-hash.ts';
import type { TokenizerName } from './tokenizers.ts';

/** Which n-grams of a text are counted. */
export interface NgramLengths {
  /** What its tokens are. */
  readonly tokens: TokenizerName;
  /** Tokens of the shortest n-grams. */
  readonly shortest: number;
  /** Tokens of the longest. */
  readonly longest: number;
}

/**
 * The n-grams of a text, each as often as it occurs: tokens that follow each other, with a blank between words and nothing between characters.
 *
 * @param tokens - The tokens of the text.
 * @param lengths - Which n-grams.
 */
export function ngramsOf(
  tokens: readonly string[],
  { tokens: unit, shortest, longest }: NgramLengths,
): readonly string[] {
  const joint = unit === 'characters' ? '' : ' ';
  const all: string[] = [];
  for (let length = shortest; length <= longest; length += 1) {
    for (let from = 0; from + length <= tokens.length; from += 1) {
      all.push(length === 1 ? (tokens[from] ?? '') : tokens.slice(from, from + length).join(joint));
    }
  }
  return all;
}

/** The place of an n-gram among the values of an example, and what it adds there. */
export interface NgramPlace {
  /** Its place. */
  readonly index: number;
  /** 1 or −1. */
  readonly sign: number;
}

/**
 * Places of n-grams by a vocabulary.
 *
 * @param vocabulary - The n-grams that are known, by their places.
 * @returns Gives the place of one; undefined where it is not known.
 */
export function placesOfVocabulary(vocabulary: readonly string[]): (ngram: string) => NgramPlace | undefined {
  const places = new Map(vocabulary.map((ngram, index) => [ngram, { index, sign: 1 }]));
  return (ngram) => places.get(ngram);
}

/**
 * Places of n-grams by a hash of their UTF-8 bytes, which also decides a sign, so that n-grams of one place are as likely to cancel as to add up. As scikit-learn's `HashingVectorizer` has them.
 *
 * @param buckets - How many places there are.
 * @see K. Weinberger et al. Feature Hashing for Large Scale Multitask Learning. ICML 2009. https://arxiv.org/abs/0902.2206
 */
export function placesOfHash(buckets: number): (ngram: string) => NgramPlace {
  const encoder = new TextEncoder();
  return (ngram) => {
    const hash = murmurHash(encoder.encode(ngram));
    return { index: Math.abs(hash) % buckets, sign: hash >= 0 ? 1 : -1 };
  };
}
