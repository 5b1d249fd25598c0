// Written by tools/fit-engine-costs.mjs from results/bench-engines.json.
import type { Work } from './graph-work.ts';

/** Nanoseconds that each engine takes for one of each thing that a call has to do, with one thread. */
export const nanoseconds: Readonly<Record<'native' | 'wasm', Readonly<Record<keyof Work, number>>>> = {
  native: {
    calls: 20000,
    graphs: 2.16e-12,
    nodes: 850,
    matmulFlops: 0.00468,
    matmulElements: 0.0366,
    convolutionFlops: 0.00597,
    elementwise: 0,
    transcendental: 0,
    otherElements: 0.249,
    ioBytes: 0.0574,
    updated: 0.117,
  },
  wasm: {
    calls: 6420,
    graphs: 9.15e-13,
    nodes: 133,
    matmulFlops: 0.016,
    matmulElements: 0.0751,
    convolutionFlops: 0.0174,
    elementwise: 0,
    transcendental: 0,
    otherElements: 0.208,
    ioBytes: 0.017,
    updated: 0.157,
  },
};
