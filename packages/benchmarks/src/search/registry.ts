import { type OptionsSchema, partFromConfig, type Registry } from '@equipoise/core';

import { gridSearch, gridSearchOptions } from './grid.ts';
import { randomSearch, randomSearchOptions } from './random.ts';
import type { Search } from './search.ts';
import { sobolSearch, sobolSearchOptions } from './sobol/sobol.ts';
import { tpeSearch, tpeSearchOptions } from './tpe/tpe.ts';

/** A search that can be made by its name. */
export interface RegisteredSearch {
  /** Makes it from its options. */
  readonly create: (options?: never) => Search;
  /** The declaration of its options. */
  readonly options: OptionsSchema;
}

/** Every search by its name: its factory and options. */
export const searches = {
  grid: { create: gridSearch, options: gridSearchOptions },
  random: { create: randomSearch, options: randomSearchOptions },
  sobol: { create: sobolSearch, options: sobolSearchOptions },
  tpe: { create: tpeSearch, options: tpeSearchOptions },
} as const satisfies Readonly<Record<string, RegisteredSearch>>;

/** The name of a search. */
export type SearchName = keyof typeof searches;

/**
 * Makes a search from its config.
 *
 * @example
 * searchFromConfig({ kind: 'search', ...parsePart('grid(points=3)') });
 *
 * @param config - The config, of whatever type: it may come from a file.
 * @param own - Searches of your own, by name; they come first.
 * @throws {@link @equipoise/core!InvalidOptionError} when it is no config of a known search, or has an option out of range;
 *   {@link @equipoise/core!UnknownOptionError} when an option does not exist.
 */
export function searchFromConfig(config: unknown, own: Registry<Search> = {}): Search {
  const factories = Object.entries(searches).map(([name, { create }]) => [name, create] as const);
  return partFromConfig<Search>('search', config, Object.fromEntries(factories), own);
}
