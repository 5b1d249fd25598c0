import type { Interval } from '../statistics/paired-interval.ts';

/** What became of a recommendation. */
export type WayScore = 'right' | 'unclear' | 'wrong';

/** A way of learning the tasks, with what is true of it. */
export interface TrueWay {
  /** Its name. */
  readonly name: string;
  /** How much better it is than each of the others, in percent, over many worlds, with its 95 % confidence interval. */
  readonly than: Readonly<Record<string, Interval>>;
}

/** The rule by which recommendations are scored, in words. */
export const wayScoringRule =
  'A recommendation is wrong when a simpler way is truly better: the interval of their true difference is below 0. It is right when it is truly better than every ' +
  'simpler way, and no other way is truly better by more than a recommendation of this budget sees. Otherwise it is unclear: something simpler would have ' +
  'done, or something better was missed, and nothing is harmed.';

/**
 * Scores a recommendation.
 *
 * @param recommended - The way that was recommended.
 * @param options - All ways from the simplest on, and the smallest difference that a recommendation sees in four of five.
 */
export function wayScoreOf(
  recommended: string,
  { ways, visible }: { readonly ways: readonly TrueWay[]; readonly visible: number },
): WayScore {
  const place = ways.findIndex(({ name }) => name === recommended);
  const own = ways[place];
  if (!own) throw new Error(`There is no truth of ${recommended}.`);
  const simpler = ways.slice(0, place).flatMap(({ name }) => own.than[name] ?? []);
  if (simpler.some(({ high }) => high < 0)) return 'wrong';
  const missed = ways.some(({ name, than }) => {
    const better = than[recommended];
    return name !== recommended && better !== undefined && better.low > 0 && better.mean > visible;
  });
  return !missed && simpler.every(({ low }) => low > 0) ? 'right' : 'unclear';
}
