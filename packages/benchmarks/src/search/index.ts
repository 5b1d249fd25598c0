export {
  type ChoiceDimension,
  type Dimension,
  type NumberDimension,
  type Point,
  pointAt,
  type Space,
} from './dimension.ts';
export { gridSearch, gridSearchOptions } from './grid.ts';
export { asha, ashaOptions } from './pruners/asha.ts';
export { halvingOptions, halvingRungs, type Rung, survivors } from './pruners/halving.ts';
export type { Decision, Pruner, PrunerRun } from './pruners/pruner.ts';
export { prunerFromConfig, type PrunerName, pruners, type RegisteredPruner } from './pruners/registry.ts';
export { randomSearch, randomSearchOptions } from './random.ts';
export { type RegisteredSearch, searches, searchFromConfig, type SearchName } from './registry.ts';
export type { Outcome, Search, SearchProblem, SearchTrial, Suggest } from './search.ts';
export { sobolSearch, sobolSearchOptions } from './sobol/sobol.ts';
export { type DeclaredOptions, joinSpaces, optionsAt, type PartSearch, searchableOptions, searchOf } from './space.ts';
export { spaceSchemaOf } from './space-schema.ts';
export { type SearchState, startSearch, type Suggester, type Suggestion } from './suggester.ts';
export { tpeSearch, tpeSearchOptions } from './tpe/tpe.ts';
