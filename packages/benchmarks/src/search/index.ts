export type { ChoiceDimension, Dimension, NumberDimension, Point, Space } from './dimension.ts';
export { gridSearch, gridSearchOptions } from './grid.ts';
export { randomSearch, randomSearchOptions } from './random.ts';
export { type RegisteredSearch, searches, searchFromConfig, type SearchName } from './registry.ts';
export type { Outcome, Search, SearchProblem, SearchTrial, Suggest } from './search.ts';
export { sobolSearch, sobolSearchOptions } from './sobol/sobol.ts';
export { type DeclaredOptions, joinSpaces, optionsAt, type PartSearch, searchableOptions, searchOf } from './space.ts';
export { spaceSchemaOf } from './space-schema.ts';
export { type SearchState, startSearch, type Suggester, type Suggestion } from './suggester.ts';
