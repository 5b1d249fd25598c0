import { configOf, flag, integer, number, type OptionsOf, optionsSchema, type Random, random } from '@equipoise/core';

import { type Dimension, pointAt } from '../dimension.ts';
import type { Search, SearchTrial } from '../search.ts';
import { choiceDensity } from './choice-density.ts';
import type { Density } from './density.ts';
import { numberDensity } from './number-density.ts';
import { splitTrials, type SplitTrials, toldTrials } from './split.ts';

/** The options of {@link tpeSearch}. */
export const tpeSearchOptions = optionsSchema('tpe', {
  startup: integer({ default: 10, min: 1, meaning: 'the trials with a value until which points are random' }),
  candidates: integer({
    default: 24,
    min: 1,
    meaning: 'the values of a dimension of which the most promising is taken',
  }),
  gamma: number({
    default: 0.1,
    above: 0,
    below: 1,
    meaning: 'γ, the share of trials that count as good, at most 25 trials',
  }),
  liar: flag({
    default: true,
    meaning: 'whether trials that run count as bad, so that many that run at a time differ more',
  }),
});

/**
 * The tree-structured Parzen estimator: splits trials into good and bad ones, estimates the density of both in each dimension, l and g, and
 * takes of some values drawn from l the one with the largest l/g.
 *
 * Dimensions are independent of each other; γ, weights, prior and widths of kernels are the rules of Optuna's `TPESampler` (its defaults,
 * univariate), but that running trials count as bad by default: with eight at a time that is clearly better, and with one it changes nothing.
 * Its random numbers are others, so suggestions are not equal to Optuna's.
 *
 * @param options - The size of the start, candidates, γ, and whether running trials count.
 * @throws {@link @equipoise/core!InvalidOptionError} for an option out of range, {@link @equipoise/core!UnknownOptionError} for one that
 *   does not exist.
 * @see J. Bergstra, R. Bardenet, Y. Bengio, B. Kégl. Algorithms for Hyper-Parameter Optimization. NeurIPS 2011.
 *   https://papers.nips.cc/paper/4443-algorithms-for-hyper-parameter-optimization. T. Akiba et al. Optuna. KDD 2019.
 *   https://arxiv.org/abs/1907.10902
 */
export function tpeSearch(options: OptionsOf<typeof tpeSearchOptions> = {}): Search {
  const read = tpeSearchOptions.read(options);
  const { startup, candidates, gamma, liar } = read;
  return {
    config: configOf('search', 'tpe', read),
    start: ({ space, seed, mode }) => {
      const stream = random(seed);
      return (id, trials) => {
        const draws = stream.fork(String(id));
        const told = toldTrials(trials);
        if (told.length < startup) {
          return pointAt(
            space,
            space.map(() => draws.next()),
          );
        }
        const { good, bad } = splitTrials(told, { gamma, mode });
        const running = liar ? trials.filter(({ outcome }) => outcome === undefined) : [];
        const split = { good, bad: [...bad, ...running] };
        return Object.fromEntries(
          space.map((dimension) => [dimension.name, promising(dimension, split, candidates, draws)]),
        );
      };
    },
  };
}

function promising(dimension: Dimension, split: SplitTrials, candidates: number, draws: Random): unknown {
  const { name } = dimension;
  const likeliest = (density: (values: readonly unknown[]) => Density): number => {
    const of = (trials: readonly SearchTrial[]): Density => density(trials.map(({ values }) => values[name]));
    const [l, g] = [of(split.good), of(split.bad)];
    const values = [...new Set(Array.from({ length: candidates }, () => l.sample(draws)))];
    const ratios = values.map((value) => l.at(value) / g.at(value));
    return values[ratios.indexOf(Math.max(...ratios))] ?? 0;
  };
  if (dimension.type !== 'choice') return likeliest((values) => numberDensity(dimension, values.map(Number)));
  const places = new Map(dimension.values.map((value, place) => [JSON.stringify(value), place]));
  const placeOf = (value: unknown): number => places.get(JSON.stringify(value)) ?? 0;
  return dimension.values[likeliest((values) => choiceDensity(values.map(placeOf), places.size))];
}
