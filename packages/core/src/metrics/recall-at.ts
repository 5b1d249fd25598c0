import { configOf } from '../options/config.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { byGroup } from './by-group.ts';
import type { Metric } from './metric.ts';
import { share } from './ranges.ts';
import { topOption } from './top-option.ts';

/** Options of {@link recallAt}. */
export const recallAtOptions = optionsSchema('recall-at', { k: topOption });

/**
 * How many of the relevant examples of a group are among its k with the greatest scores, as a share: the mean over the groups that have one. Relevant
 * is what has a relevance above 0. Examples with equal scores are in every order alike: the share is the expected one. NaN where no example is relevant.
 *
 * @param options - How many count.
 * @throws {@link InvalidOptionError} when it is not a whole number of at least 1.
 */
export function recallAt(options: OptionsOf<typeof recallAtOptions> = {}): Metric {
  const name = recallAtOptions.owner;
  const complete = recallAtOptions.read(options);
  return {
    name,
    mode: 'max',
    range: share,
    config: configOf('metric', name, complete),
    create: (kind) =>
      byGroup(name, kind, (group) => {
        let [found, all] = [0, 0];
        for (const { start, relevances } of group) {
          const relevant = relevances.filter((relevance) => relevance > 0).length;
          found += relevant * Math.min(1, Math.max(0, complete.k - start) / relevances.length);
          all += relevant;
        }
        return all > 0 ? found / all : undefined;
      }),
  };
}
