import { integer, number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';

/** Options of {@link beamSearch}. */
export const beamSearchOptions = optionsSchema('beamSearch', {
  beams: integer({ default: 4, min: 1, meaning: 'how many sequences are kept at each length; 1 is greedy decoding' }),
  length: integer({ required: true, min: 1, meaning: 'the most tokens of a sequence, the end among them' }),
  end: integer({ required: true, min: 0, meaning: 'the token that ends a sequence' }),
  penalty: number({
    default: 0.6,
    min: 0,
    meaning: 'α, how much longer sequences are preferred; 0 compares sums of log-probabilities',
  }),
});

/** Options of {@link beamSearch}. */
export type BeamSearchOptions = OptionsOf<typeof beamSearchOptions> &
  Required<Pick<OptionsOf<typeof beamSearchOptions>, 'length' | 'end'>>;

/** A sequence that was found. */
export interface FoundSequence {
  /** Its tokens, without the end. */
  readonly tokens: readonly number[];
  /** The sum of the log-probabilities of its tokens, the end among them where it has come to one. */
  readonly logProbability: number;
  /** What sequences are compared by: that sum divided by ((5 + n) / 6)^α for n tokens, the end among them. */
  readonly score: number;
}

interface Beam {
  readonly tokens: readonly number[];
  readonly logProbability: number;
}

/** A search that is told the log-probabilities of each next token, for each of the sequences that it asks for. */
export type Searching = Generator<
  readonly (readonly number[])[],
  readonly FoundSequence[],
  readonly ArrayLike<number>[]
>;

/**
 * Makes sequences token by token: of all continuations of the kept ones by one token, the most probable are kept, and those that end are
 * put aside, until none that is kept can be better than the best that ended. Of equal ones the earlier comes first.
 *
 * @param next - The log-probabilities of each next token, for each of several sequences.
 * @param options - How many sequences are kept, and where they end.
 * @returns Those that were found, the best first, at most as many as beams; sequences that came to no end have `length` tokens.
 * @throws {@link InvalidOptionError} when an option is out of range.
 * @see Y. Wu et al. Google's Neural Machine Translation System: Bridging the Gap between Human and Machine Translation. 2016.
 *   https://arxiv.org/abs/1609.08144 (the length penalty)
 */
export async function beamSearch(
  next: (sequences: readonly (readonly number[])[]) => Promise<readonly ArrayLike<number>[]>,
  options: BeamSearchOptions,
): Promise<readonly FoundSequence[]> {
  const search = searching(options);
  let state = search.next();
  while (!state.done) state = search.next(await next(state.value));
  return state.value;
}

/**
 * A {@link beamSearch} in steps, so that many can be told together what each asks for.
 *
 * @param options - How many sequences are kept, and where they end.
 * @throws {@link InvalidOptionError} when an option is out of range.
 */
export function* searching(options: BeamSearchOptions): Searching {
  const { beams, length, end, penalty } = beamSearchOptions.read(options);
  const penaltyOf = (count: number): number => ((5 + count) / 6) ** penalty;
  const found: FoundSequence[] = [];
  const finish = ({ tokens, logProbability }: Beam, count: number): void => {
    found.push({ tokens, logProbability, score: logProbability / penaltyOf(count) });
  };
  let kept: readonly Beam[] = [{ tokens: [], logProbability: 0 }];
  for (let count = 1; count <= length && kept.length > 0; count += 1) {
    const best = bestOf(kept, yield kept.map(({ tokens }) => tokens), beams);
    for (const { tokens, token, sum } of best) if (token === end) finish({ tokens, logProbability: sum }, count);
    kept = best
      .filter(({ token }) => token !== end)
      .map(({ tokens, token, sum }) => ({ tokens: [...tokens, token], logProbability: sum }));
    const bestScore = Math.max(...found.map(({ score }) => score));
    kept = kept.filter(({ logProbability }) => logProbability / penaltyOf(length) > bestScore || found.length === 0);
  }
  for (const beam of kept) finish(beam, length);
  return found.sort((a, b) => b.score - a.score).slice(0, beams);
}

interface Candidate {
  readonly tokens: readonly number[];
  readonly token: number;
  readonly sum: number;
}

/** The most probable continuations of sequences by one token, of equal ones the earlier first. */
function bestOf(
  kept: readonly Beam[],
  probabilities: readonly ArrayLike<number>[],
  count: number,
): readonly Candidate[] {
  const best: Candidate[] = [];
  for (const [index, { tokens, logProbability }] of kept.entries()) {
    const values = probabilities[index] ?? [];
    for (let token = 0; token < values.length; token += 1) {
      const sum = logProbability + (values[token] ?? Number.NaN);
      const least = best.at(-1)?.sum ?? -Infinity;
      if (best.length === count && !(sum > least)) continue;
      const place = best.findIndex((other) => sum > other.sum);
      best.splice(place < 0 ? best.length : place, 0, { tokens, token, sum });
      if (best.length > count) best.pop();
    }
  }
  return best;
}
