import type { Engine } from '../../src/index.ts';

/** The engines with the backend of TensorFlow.js below them; op by op there are two backends. */
export const engines: readonly (readonly [Engine, backend: string])[] = [
  ['native', 'cpu'],
  ['wasm', 'cpu'],
  ['eager', 'cpu'],
  ['eager', 'wasm'],
];
