export type {
  AnyBalancer,
  Balancer,
  BalancerNeeds,
  GradientStats,
  HeadPolicy,
  LossStats,
  PerTask,
  Progress,
  RunSettings,
  StepStats,
  Weighing,
  WeighingStatus,
} from './balancer.ts';
export { isBalancer } from './balancer.ts';
export { BalancerRun, type Weights } from './balancer-run.ts';
export type { Dataset, ImageInput, InputSpec, Labels, Split, SplitName, TabularInput, TextInput } from './dataset.ts';
export { inputShape, labelsOf } from './dataset.ts';
export { checkTrainable } from './check-dataset.ts';
export { canonicalJson } from './documents/canonical.ts';
export { type DocumentKind, readDocument, writeDocument } from './documents/document.ts';
export { removeLeftovers } from './documents/leftovers.ts';
export { putAside } from './documents/put-aside.ts';
export { reasonOf } from './documents/reason.ts';
export { writeAtomic } from './documents/write-atomic.ts';
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
export { isRecord } from './is-record.ts';
export { checkKnownOptions, type OptionNames } from './known-options.ts';
export type { Layer, LayerContext, Parameter } from './layers/layer.ts';
export { listed } from './listed.ts';
export type { Loss } from './losses/loss.ts';
export { type LossName, losses } from './losses/registry.ts';
export { evaluateMetrics } from './metrics/evaluate-metrics.ts';
export type { Metric, Predictions } from './metrics/predictions.ts';
export { higherIsBetter, type MetricName, metrics } from './metrics/registry.ts';
export { cnn, type CnnOptions } from './model/cnn.ts';
export { type Head, mlpHead, type MlpHeadOptions } from './model/head.ts';
export { mlp, type MlpOptions } from './model/mlp.ts';
export type { MultiTaskModel } from './model/multi-task-model.ts';
export { textEncoder, type TextEncoderOptions } from './model/text-encoder.ts';
export type { Trunk } from './model/trunk.ts';
export { didYouMean } from './nearest.ts';
export { power } from './power.ts';
export type {
  GradientOptions,
  GradientTransform,
  TransformBatch,
  TransformResult,
  TransformStep,
  TransformWeights,
  SlotAxis,
} from './gradient-transform.ts';
export { random, type Random } from './random.ts';
export { selectTasks } from './select-tasks.ts';
export { oneLine, show } from './show.ts';
export { type CompleteTask, completeTask, type Task, type TaskKind } from './task.ts';
export type { SavedAdam } from './train/adam.ts';
export type { BestEpoch, Checkpoint, RunIdentity } from './train/checkpoint.ts';
export { type ChosenEngine, chooseEngine } from './train/choose-engine.ts';
export { fit, type Fitted } from './train/fit.ts';
export type { FitOptions, FitProgress } from './train/fit-options.ts';
export type { GradientScope } from './train/gradient-scope.ts';
export type { EpochRecord, Evaluation, History, StepRecord } from './train/history.ts';
export type { SavedSlots } from './train/slots.ts';
export type { Bounds } from './options/bounds.ts';
export type { Config } from './options/config.ts';
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
  type OptionsOf,
  optionsSchema,
  type OptionsSchema,
} from './options/options-schema.ts';
