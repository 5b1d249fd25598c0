import type { DatasetEntry } from './card.ts';
import { adult } from './loaders/adult.ts';
import { appliancesEnergy } from './loaders/appliances-energy.ts';
import { bikeSharing } from './loaders/bike-sharing.ts';
import { creditDefault } from './loaders/credit-default.ts';
import { gradnormToy } from './loaders/gradnorm-toy.ts';
import { iranianChurn } from './loaders/iranian-churn.ts';
import { mmoeSynthetic } from './loaders/mmoe-synthetic.ts';
import { multiMnist } from './loaders/multi-mnist.ts';
import { multitabBench } from './loaders/multitab-bench.ts';
import { penguins } from './loaders/penguins.ts';
import { roomOccupancy } from './loaders/room-occupancy.ts';
import { taskGroups } from './loaders/task-groups.ts';
import { telcoChurn } from './loaders/telco-churn.ts';
import { wallFollowingRobot } from './loaders/wall-following-robot.ts';
import { words } from './loaders/words.ts';

/** The data sets by their names: what the docs, the tests, the benchmarks and the command line go by. */
export const datasets = {
  adult,
  'appliances-energy': appliancesEnergy,
  'bike-sharing': bikeSharing,
  'credit-default': creditDefault,
  'gradnorm-toy': gradnormToy,
  'iranian-churn': iranianChurn,
  'mmoe-synthetic': mmoeSynthetic,
  'multi-mnist': multiMnist,
  'multitab-bench': multitabBench,
  penguins,
  'room-occupancy': roomOccupancy,
  'task-groups': taskGroups,
  'telco-churn': telcoChurn,
  'wall-following-robot': wallFollowingRobot,
  words,
} satisfies Record<string, DatasetEntry>;

/** The name of a data set of the registry. */
export type DatasetName = keyof typeof datasets;
