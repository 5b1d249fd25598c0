// Written by tools/fit-engine-costs.mjs from results/bench-engines.json.
import type { Work } from './graph-work.ts';

/** Nanoseconds that each engine takes for one of each thing that a call has to do, with one thread. */
export const nanoseconds: Readonly<Record<'native' | 'wasm', Readonly<Record<keyof Work, number>>>> = {
  native: {
    calls: 19400,
    graphs: 8.91e-12,
    nodes: 848,
    productFlops: 0.00466,
    productNumbers: 0.023,
    convolutionFlops: 0.00547,
    elementwise: 0,
    transcendental: 0,
    moved: 0.271,
    handedOver: 0.111,
    updated: 0,
  },
  wasm: {
    calls: 6470,
    graphs: 1.47e-12,
    nodes: 129,
    productFlops: 0.0159,
    productNumbers: 0.0763,
    convolutionFlops: 0.0168,
    elementwise: 0,
    transcendental: 0,
    moved: 0.229,
    handedOver: 0.00434,
    updated: 0.203,
  },
};
