export { compare, type CompareOptions, writeComparison, writeStudies } from './compare.ts';
export type { StudyReport } from './study/study-report.ts';
export * from './measures/index.ts';
export type { Profile, ProfileStudy } from './profiles/profile.ts';
export { quick } from './profiles/quick.ts';
export { settings } from './profiles/settings.ts';
export { resultsCsv } from './report/csv.ts';
export { judgementsCsv, judgementsLatex, type JudgementsLatexOptions } from './report/judgement-table.ts';
export { type LatexTable, latexText } from './report/latex-text.ts';
export { resultsParquet } from './report/parquet.ts';
export type { LegendEntry } from './report/charts/panel.ts';
export { reportHtml } from './report/report.ts';
export { type ResultRow, resultRows } from './report/result-rows.ts';
export { toVegaLite, type VegaLiteChart } from './report/to-vega-lite.ts';
export { type ComparisonSummary, summaryDocument, summaryOf } from './report/summary.ts';
export { executeTrial, type ExecuteTrialOptions } from './trials/execute-trial.ts';
export { openPool, type Pool } from './trials/pool.ts';
export {
  type Executor,
  trialMaker,
  type TrialMaker,
  type TrialMakerOptions,
  type TrialEvent,
  type TrialProgress,
} from './trials/run-trials.ts';
export { mergeResults, type Merged, type MergeOptions } from './merge/merge-results.ts';
export type { HttpServer } from './http/http-server.ts';
export { type ServeHooks, serveModel } from './serve/serve-model.ts';
export { serveOptions, type ServeOptions } from './serve/serve-options.ts';
export { type TrialConfig, trialConfig, trialId, type TableSource } from './trials/trial-config.ts';
export type { TrialResult, Trace } from './trials/trial-result.ts';
export { type FailedTrial, TrialsFailedError } from './trials/trials-failed-error.ts';
export { openStore, trialDocument, type Store } from './trials/store.ts';
export * from './statistics/index.ts';
export * from './search/index.ts';
export { defineStudy, type StudyFile, studyFileSchema, studyJsonSchema } from './study-file/study-file.ts';
export { readStudyFile } from './study-file/read-study-file.ts';
export type { StudyPlan } from './study/check-study.ts';
export { compareRuns, type RunDifference, type RunsComparison, type StudyDifference } from './study/compare-runs.ts';
export { compareResults } from './study/comparison.ts';
export { type Comparison, comparisonDocument, comparisonSchema } from './study/comparison-schema.ts';
export { type Effect, effectsOf } from './study/effects.ts';
export { type KeptStudy, type Provenance, studyDocument } from './study/kept-study.ts';
export { planStudy } from './study/plan-study.ts';
export { type Floor, type Slot, type SlotOf, slotsOf, trialsOf } from './study/slots.ts';
export type { MeasurePlans } from './study/measures/plans.ts';
export type { FixedSlotOf, GroupSlotOf, LabelsSlotOf } from './study/slot-of.ts';
export type { FilledSlot } from './study/filled-slot.ts';
export type { SearchSpecs, Tuning } from './study/tuning.ts';
export { type KeptComparison, readKept } from './study/read-kept.ts';
export type { SettingChange } from './study/study-changes.ts';
export {
  type TrainingConfig,
  type Study,
  type StudyMetric,
  type Arm,
  type FoundWeights,
  type StudyTask,
} from './study/study.ts';
export { type Selection, type Spent, type StudyResults, studyResults } from './study/study-results.ts';
export type { Budget } from './recommend/budget.ts';
export type { Preference } from './recommend/decide.ts';
export { recommend, type RecommendOptions } from './recommend/recommend.ts';
export type { StageStanding } from './recommend/subject.ts';
export { type Recommendation, recommendationDocument } from './recommend/recommendation-schema.ts';
