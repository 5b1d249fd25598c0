export { type DeltaM, deltaM, deltaMPerMetric, deltaMPerTask } from './delta-m.ts';
export { distanceToFront, dominates, type FrontDistance, frontOf, type Point } from './front.ts';
export { gradientCosines, type PairCosine } from './gradient-cosine.ts';
export { type Grouping, type GroupingOptions, groupTasks } from './grouping.ts';
export { hypervolume } from './hypervolume.ts';
export { averageRanks, meanRank, type RankedMetric } from './mean-rank.ts';
export { type Measurement, relativeChange } from './measurement.ts';
export { type SimplexOptions, simplexPoint, simplexSamples } from './simplex.ts';
