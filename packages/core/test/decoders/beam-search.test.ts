import { describe, expect, it } from 'vitest';

import { beamSearch } from '../../src/decoders/beam-search.ts';
import { random } from '../../src/random.ts';

type Next = Parameters<typeof beamSearch>[0];

/** A language of three tokens, 0 being the end, whose probabilities depend on all tokens before. */
function language(seed: number): (tokens: readonly number[]) => readonly number[] {
  return (tokens) => {
    const stream = random(seed).fork(tokens.join());
    const weights = [0.3 * stream.next(), stream.next(), stream.next()];
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => Math.log(weight / sum));
  };
}

const nextOf =
  (of: ReturnType<typeof language>): Next =>
  (sequences) =>
    Promise.resolve(sequences.map(of));

/** All sequences of at most some tokens, with their log-probabilities. */
function every(
  of: ReturnType<typeof language>,
  length: number,
  tokens: readonly number[] = [],
  sum = 0,
): readonly { readonly tokens: readonly number[]; readonly sum: number; readonly count: number }[] {
  if (length === 0) return [{ tokens, sum, count: tokens.length }];
  return of(tokens).flatMap((value, token) => {
    if (token === 0) return [{ tokens, sum: sum + value, count: tokens.length + 1 }];
    return every(of, length - 1, [...tokens, token], sum + value);
  });
}

describe('beamSearch', () => {
  it.each([1, 2, 3, 4, 5])(
    'finds the best of all sequences with as many beams as there are: language %i',
    async (seed) => {
      const of = language(seed);
      for (const penalty of [0, 0.6, 1]) {
        const [best] = every(of, 5)
          .map(({ tokens, sum, count }) => ({ tokens, score: sum / ((5 + count) / 6) ** penalty }))
          .sort((a, b) => b.score - a.score);
        const [found] = await beamSearch(nextOf(of), { beams: 300, length: 5, end: 0, penalty });
        expect(found?.tokens).toEqual(best?.tokens);
        expect(found?.score).toBeCloseTo(best?.score ?? NaN, 10);
      }
    },
  );

  it('is greedy with one beam', async () => {
    const of = language(8);
    const tokens: number[] = [];
    let [sum, ended] = [0, false];
    while (!ended && tokens.length < 6) {
      const values = of(tokens);
      const most = values.indexOf(Math.max(...values));
      sum += values[most] ?? 0;
      ended = most === 0;
      if (!ended) tokens.push(most);
    }
    const [found] = await beamSearch(nextOf(of), { beams: 1, length: 6, end: 0 });
    expect(found?.tokens).toEqual(tokens);
    expect(found?.logProbability).toBeCloseTo(sum, 10);
  });

  it('finds with two beams what a greedy choice misses', async () => {
    // 1 is likelier at first, but what follows it is a guess among many; after 2, the end is certain.
    const of = (tokens: readonly number[]): readonly number[] => {
      if (tokens.length === 0) return [0, 0.6, 0.4].map(Math.log);
      return (tokens[0] === 1 ? [0.34, 0.33, 0.33] : [1, 0, 0]).map(Math.log);
    };
    const options = { length: 2, end: 0, penalty: 0 };
    const [greedy] = await beamSearch(nextOf(of), { ...options, beams: 1 });
    const [wide] = await beamSearch(nextOf(of), { ...options, beams: 2 });
    expect([greedy?.tokens, wide?.tokens]).toEqual([[1], [2]]);
    expect(wide?.logProbability).toBeCloseTo(Math.log(0.4), 10);
  });

  it('cuts sequences that come to no end, and refuses options that are wrong', async () => {
    const next = nextOf(() => [-50, -0.1]);
    expect(await beamSearch(next, { beams: 1, length: 3, end: 0 })).toMatchObject([{ tokens: [1, 1, 1] }]);
    await expect(beamSearch(next, { beams: 0, length: 3, end: 0 })).rejects.toThrow(
      'beamSearch: option `beams` must be',
    );
  });
});
