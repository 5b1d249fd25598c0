import type { ModelWeights } from '../model/model-weights.ts';
import { readBestEpoch } from './best-epoch.ts';
import type { Callback } from './callback.ts';

/** A callback that knows the best epoch. */
export interface BestWeights extends Callback {
  /** The best epoch so far, from 0. */
  readonly epoch: number;
  /** What was monitored after it, lower is better. */
  readonly monitored: number;
  /** The weights after it; undefined before the first epoch. */
  readonly weights: ModelWeights | undefined;
}

/** Keeps the weights of the epoch with the least monitored value; `fit` leaves the model with them. */
export function bestWeights(): BestWeights {
  let best: { epoch: number; monitored: number; weights?: ModelWeights } = { epoch: 0, monitored: Infinity };
  return {
    name: 'best-weights',
    get epoch() {
      return best.epoch;
    },
    get monitored() {
      return best.monitored;
    },
    get weights() {
      return best.weights;
    },
    onEpochEnd({ epoch, monitored }, run) {
      if (monitored < best.monitored) best = { epoch, monitored, weights: run.weights() };
    },
    state: () => ({
      data: { epoch: best.epoch, monitored: best.weights ? best.monitored : null },
      ...(best.weights && { tensors: { ...best.weights } }),
    }),
    load({ data, tensors }) {
      const { epoch, monitored } = readBestEpoch('best-weights', data);
      const { parameters, buffers } = tensors ?? {};
      best = {
        epoch,
        monitored: monitored ?? Infinity,
        ...(parameters && { weights: { parameters, buffers: buffers ?? new Float32Array(0) } }),
      };
    },
  };
}
