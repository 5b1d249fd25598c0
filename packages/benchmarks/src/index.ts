export { compare, type CompareOptions, writeComparison, writeStudies } from './compare.ts';
export type { Compared } from './study/compared.ts';
export { type DeltaM, deltaM, deltaMPerMetric, deltaMPerTask } from './measures/delta-m.ts';
export { gradientCosines, type PairCosine } from './measures/gradient-cosine.ts';
export { averageRanks, meanRank, type RankedMetric } from './measures/mean-rank.ts';
export { type Measurement, relativeChange } from './measures/measurement.ts';
export type { Profile, ProfileStudy } from './profiles/profile.ts';
export { quick } from './profiles/quick.ts';
export { settings } from './profiles/settings.ts';
export { resultsCsv } from './report/csv.ts';
export { reportHtml } from './report/report.ts';
export { type ComparisonSummary, summaryDocument, summaryOf } from './report/summary.ts';
export { executeRun, type ExecuteRunOptions } from './runs/execute-run.ts';
export { openPool, type Pool } from './runs/pool.ts';
export { type Executor, type FailedRun, type RunEvent, type RunProgress } from './runs/run-all.ts';
export { type RunConfig, runConfig, runId, type TableSource } from './runs/run-config.ts';
export type { RunResult, Trace } from './runs/run-result.ts';
export { RunsFailedError } from './runs/runs-failed-error.ts';
export { openStore, runDocument, type Store } from './runs/store.ts';
export { type Interval, pairedInterval, type Verdict, verdict } from './statistics/paired-interval.ts';
export { studentTCdf, studentTQuantile } from './statistics/student-t.ts';
export { mean, median, summarise, type Summary } from './statistics/summary.ts';
export type { StudyPlan } from './study/check-study.ts';
export { compareResults, type Comparison, comparisonDocument, comparisonSchema } from './study/comparison.ts';
export { type Finding, findingsOf } from './study/findings.ts';
export { type KeptStudy, type Made, studyDocument } from './study/kept-study.ts';
export { planStudy } from './study/plan-study.ts';
export { type KeptComparison, readKept } from './study/read-kept.ts';
export {
  runsOf,
  type Setting,
  type Study,
  type StudyMetric,
  type StudyStrategy,
  type StudyTask,
} from './study/study.ts';
export { type StudyResults, studyResults } from './study/study-results.ts';
