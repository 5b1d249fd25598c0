import type { DatasetEntry } from './card.ts';
import { adult } from './loaders/adult.ts';
import { multiMnist } from './loaders/multi-mnist.ts';
import { penguins } from './loaders/penguins.ts';
import { words } from './loaders/words.ts';

/** The data sets by their names: what the docs, the tests, the benchmarks and the command line go by. */
export const datasets = {
  adult,
  'multi-mnist': multiMnist,
  penguins,
  words,
} satisfies Record<string, DatasetEntry>;

/** The name of a data set of the registry. */
export type DatasetName = keyof typeof datasets;
