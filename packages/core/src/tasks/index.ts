export { checkTask, isTaskKind } from './check-task.ts';
export * from './kinds/parts.ts';
export {
  type ClassKindName,
  type ColumnKindName,
  columnKinds,
  isClassKind,
  isNumberKind,
  type NumberKindName,
  type OwnTaskParts,
  type PairKindName,
  pairKinds,
  secondOption,
  type SecondOption,
  taskKindFromConfig,
  type TaskKindName,
  taskKinds,
} from './kinds/registry.ts';
export type { DecodedOutput, DecodedOutputs } from './decoded.ts';
export { entitiesOf, type Entity } from './entities.ts';
export type { Scale } from './scale.ts';
export type {
  Column,
  Decisions,
  Embeddings,
  Probabilities,
  QuantileColumn,
  Relevance,
  Scoring,
  Sequences,
  SurvivalTimes,
  TextPair,
} from './scoring.ts';
export type { Target } from './target.ts';
export type { Task } from './task.ts';
export type { SecondColumn, TaskKind } from './task-kind.ts';
