import { measureSteps } from '../measure-steps.ts';
import { noiseDataset } from '../workloads/noise.ts';
import type { Peer } from './peer.ts';

/** Our own native engine, to measure another engine beside. */
export const nativePeer: Peer = {
  measure: (workload, options) =>
    measureSteps(workload, noiseDataset(workload, options.warmUp), { ...options, engine: 'native' }),
  stop: () => undefined,
};
