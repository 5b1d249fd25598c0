import { flatten } from './flatten.ts';
import type { Layer } from './layer.ts';
import { tokenPool } from './token-pool.ts';

/** The features of an example as a vector: those of tokens pooled over the sequence by {@link tokenPool}, others laid in a row. */
export const vector: Layer = {
  config: { kind: 'layer', name: 'vector', options: {} },
  build: (features, scope) => (features.perToken ? tokenPool() : flatten()).build(features, scope),
};
