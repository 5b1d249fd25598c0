export { type BootstrapOptions, bootstrapInterval } from './bootstrap.ts';
export { type FriedmanTest, friedmanTest } from './friedman.ts';
export { holm } from './holm.ts';
export {
  type ArmVerdict,
  judge,
  type Judgement,
  type JudgeOptions,
  pairedChanges,
  type PairedArms,
  type Question,
} from './judge.ts';
export { type NemenyiTest, nemenyiTest } from './nemenyi.ts';
export type { Overlap } from './overlap.ts';
export { type Interval, pairedInterval, type Verdict, verdict } from './paired-interval.ts';
export { correctedInterval, type CorrectedIntervalOptions, pairedTTest, type TTest } from './paired-t-test.ts';
export { pairedPower, type PlannedPower, type PlannedTest, smallestVisibleEffect } from './power.ts';
export { type RankCorrelation, spearmanCorrelation } from './spearman.ts';
export { studentTCdf, studentTQuantile } from './student-t.ts';
export { mean, median, summarise, type Summary } from './summary.ts';
export { type Sample, welchTTest, type WelchOptions, type WelchTest } from './welch-t-test.ts';
export { type SignedRankTest, signedRankTest } from './wilcoxon.ts';
