import type { DatasetEntry } from './card.ts';
import { adult } from './loaders/adult.ts';
import { gradnormToy } from './loaders/gradnorm-toy.ts';
import { mmoeSynthetic } from './loaders/mmoe-synthetic.ts';
import { multiMnist } from './loaders/multi-mnist.ts';
import { multitabBench } from './loaders/multitab-bench.ts';
import { penguins } from './loaders/penguins.ts';
import { taskGroups } from './loaders/task-groups.ts';
import { words } from './loaders/words.ts';

/** The data sets by their names: what the docs, the tests, the benchmarks and the command line go by. */
export const datasets = {
  adult,
  'gradnorm-toy': gradnormToy,
  'mmoe-synthetic': mmoeSynthetic,
  'multi-mnist': multiMnist,
  'multitab-bench': multitabBench,
  penguins,
  'task-groups': taskGroups,
  words,
} satisfies Record<string, DatasetEntry>;

/** The name of a data set of the registry. */
export type DatasetName = keyof typeof datasets;
