export { freeLoadedGraphs } from '@equipoise/compiler';

export { type Adaptation, addTask, type AddTaskOptions } from './adapt/add-task.ts';
export { fitFromTeachers, type FitFromTeachersOptions } from './adapt/fit-from-teachers.ts';
export { removeTask, type RemoveTaskOptions } from './adapt/remove-task.ts';
export type { Teaching } from './adapt/taught-loss.ts';
export {
  type Architecture,
  type ArchitectureParts,
  type BuiltArchitecture,
  byTask,
  inputsOf,
} from './architectures/architecture.ts';
export {
  branchByConflict,
  branchByConflictOptions,
  type BranchProposal,
  type LayerGramians,
} from './architectures/branch-by-conflict.ts';
export { learnedBranches, type ModelWithChoices } from './architectures/learned-branches.ts';
export * from './architectures/parts.ts';
export type { ArchitectureCard } from './architectures/card.ts';
export {
  architectureCards,
  architectureFromConfig,
  type ArchitectureName,
  architectures,
} from './architectures/registry.ts';
export type {
  AnyBalancer,
  Balancer,
  BalancerNeeds,
  BalancerRule,
  GradientStats,
  HeadPolicy,
  LossStats,
  NeedsOf,
  PerTask,
  Progress,
  RunSettings,
  StepStats,
  TransformBalancer,
  Weighing,
  WeighingStatus,
} from './balancer.ts';
export { isBalancer } from './balancer.ts';
export { BalancerRun, type Weights } from './balancer-run.ts';
export type { TaskMeasures, ValidationMetrics } from './task-measures.ts';
export type { Callback, CallbackState, TrainerView } from './callbacks/callback.ts';
export { checkpoints, type CheckpointsOptions, checkpointsOptions } from './callbacks/checkpoints.ts';
export { earlyStopping, type EarlyStoppingOptions, earlyStoppingOptions } from './callbacks/early-stopping.ts';
export { type FitProgress, onProgress } from './callbacks/progress.ts';
export { stepLog } from './callbacks/step-log.ts';
export { checkTrainable } from './data/check-dataset.ts';
export {
  type Dataset,
  type DataSource,
  type FilledCells,
  type Inputs,
  type Labels,
  labelsOf,
  type Split,
  type SplitName,
} from './data/dataset.ts';
export { datasetDigest } from './data/digest.ts';
export type { JointExamples, JointSource, JointSplit, SourceNames } from './data/joint.ts';
export { multiSource, type MultiSourceDataset, type MultiSourceOptions } from './data/multi-source.ts';
export { gatherSplit } from './data/split-source.ts';
export { renameInputs } from './data/rename-inputs.ts';
export { selectTasks } from './data/select-tasks.ts';
export { canonicalJson } from './documents/canonical.ts';
export { type DocumentKind, readDocument, writeDocument } from './documents/document.ts';
export { leftoversOf, removeLeftovers, temporaryName } from './documents/leftovers.ts';
export { readTensors } from './documents/read-tensors.ts';
export { putAside } from './documents/put-aside.ts';
export {
  readTensorDocument,
  type TensorDocument,
  type TensorDocumentKind,
  writeTensorDocument,
} from './documents/tensor-document.ts';
export type { TensorValues } from './documents/safetensors.ts';
export { makeFolder } from './documents/make-folder.ts';
export { reasonOf } from './documents/reason.ts';
export { requireWritable } from './documents/require-writable.ts';
export { putInPlace, writeAtomic } from './documents/write-atomic.ts';
export * from './decoders/index.ts';
export { defaultEncoder } from './encoders/default-encoder.ts';
export { defineEncoder, type Encoder } from './encoders/encoder.ts';
export { encoderFromConfig, encoders } from './encoders/registry.ts';
export type { TokenVectors, VectorsOption } from './encoders/token-vectors.ts';
export { fromTfLayers, type TfLayersModel } from './encoders/from-tf-layers.ts';
export * from './encoders/parts.ts';
export {
  DataError,
  DocumentError,
  EquipoiseError,
  InvalidOptionError,
  NonFiniteError,
  ShapeError,
  StorageError,
  UnknownOptionError,
} from './errors.ts';
export { headFromConfig, heads } from './heads/registry.ts';
export type { Head } from './heads/head.ts';
export * from './heads/parts.ts';
export type {
  GradientOptions,
  GradientTransform,
  ParameterTensor,
  SlotAxis,
  TransformBatch,
  TransformResult,
  TransformStep,
  TransformWeights,
} from './gradient-transform.ts';
export { isRecord } from './is-record.ts';
export { checkKnownOptions, type OptionNames } from './known-options.ts';
export * from './layers/index.ts';
export { listed } from './listed.ts';
export * from './losses/index.ts';
export * from './metrics/index.ts';
export type { Evaluation } from './model/evaluation.ts';
export type { ModelParts, Partition } from './model/model-graph.ts';
export { ModelGraph } from './model/model-graph.ts';
export type { ModelWeights } from './model/model-weights.ts';
export { type CarriedPaths, type WeightsByPath, weightsByPath } from './model/weights-by-path.ts';
export type { MultiTaskModel, PredictRowsOptions } from './model/multi-task-model.ts';
export type { PredictOptions } from './model/predicted-parts.ts';
export type { Predictions, RowOf } from './model/row-types.ts';
export { deltaM } from './monitors/delta-m.ts';
export type { Monitor } from './monitors/monitor.ts';
export { relativeLoss } from './monitors/relative-loss.ts';
export { taskMetric } from './monitors/task-metric.ts';
export { type ExportOnnxOptions, exportOptions } from './model-file/export-model.ts';
export { loadModel, type LoadModelOptions, type ModelFile, readModelFile } from './model-file/load-model.ts';
export type { ModelConfig, Provenance, TaskConfig } from './model-file/model-file.ts';
export { didYouMean } from './nearest.ts';
export * from './optimizers/index.ts';
export type { Bounds } from './options/bounds.ts';
export { type Config, type Configurable, configOf } from './options/config.ts';
export { partFromConfig, type Registry } from './options/from-config.ts';
export { jsonSchemaOf } from './options/json-schema.ts';
export {
  choice,
  flag,
  integer,
  list,
  type ListFacts,
  number,
  type NumberFacts,
  type Option,
  type OptionFacts,
  type OptionType,
  part,
  type PartFacts,
  text,
} from './options/option.ts';
export {
  type CompleteOptionsOf,
  type DescribedOption,
  type NoOptions,
  type OptionsOf,
  optionsSchema,
  type OptionsSchema,
} from './options/options-schema.ts';
export * from './preprocessing/index.ts';
export { parsePart, splitParts } from './options/parse-part.ts';
export * from './samplers/index.ts';
export { power } from './power.ts';
export { random, type Random } from './random.ts';
export * from './schedules/index.ts';
export { normalQuantile } from '@equipoise/compiler';
export { oneLine, show } from './show.ts';
export * from './tasks/index.ts';
export { jsonLines } from './tracking/json-lines.ts';
export { mlflow, type MlflowOptions } from './tracking/mlflow/mlflow.ts';
export { tensorBoard } from './tracking/tensor-board/tensor-board.ts';
export { track, type Tracking, type TrackOptions, trackOptions } from './tracking/track.ts';
export type { TrackedPoint, TrackedRun, Tracker, TrackEvent } from './tracking/tracker.ts';
export { finiteValues, metricValues, taskValues } from './tracking/values.ts';
export { flatConfig } from './tracking/flat-config.ts';
export type { Checkpoint, RunIdentity } from './training/checkpoint.ts';
export { loadCheckpoint, type LoadCheckpointOptions, writeCheckpoint } from './training/checkpoint-files.ts';
export { type ChosenEngine, chooseEngine } from './training/choose-engine.ts';
export type { Diagnostics, StepDiagnosis } from './training/diagnostics.ts';
export { fit, type Fitted } from './training/fit.ts';
export type { FitOptions } from './training/fit-options.ts';
export type { GradientScope } from './training/gradient-scope.ts';
export type { EpochRecord, History, StepRecord } from './training/history.ts';
export type { ParameterGroup } from './training/parameter-groups.ts';
export { Trainer } from './training/trainer.ts';
export type { PartConfigs } from './model/part-configs.ts';
export type { ForwardRun, KnownLabels, TaskLabels } from './model/forward-run.ts';
export { sizeOf } from './size-of.ts';
