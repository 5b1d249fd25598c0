import type { ModelWeights } from '../model/model-weights.ts';
import type { Provenance } from '../model-file/model-file.ts';
import { isRecord } from '../is-record.ts';
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
  /**
   * The metrics on the validation split after the best or the last epoch, also where another process made it; nothing for other epochs.
   *
   * @param epoch - The epoch, from 0.
   */
  validation(epoch: number): Metrics;
}

type Metrics = Provenance['validation'];

/** Keeps the weights of the epoch with the least monitored value; `fit` leaves the model with them. */
export function bestWeights(): BestWeights {
  let best: { epoch: number; monitored: number; weights?: ModelWeights; validation?: Metrics } = {
    epoch: 0,
    monitored: Infinity,
  };
  let last: { readonly epoch: number; readonly validation: Metrics } | undefined;
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
    validation: (epoch) => [last, best].find((one) => one?.epoch === epoch)?.validation ?? {},
    onEpochEnd({ epoch, monitored, validation: { metrics } }, run) {
      last = { epoch, validation: metrics };
      if (monitored < best.monitored) best = { ...last, monitored, weights: run.weights() };
    },
    state: () => ({
      data: {
        epoch: best.epoch,
        monitored: best.weights ? best.monitored : null,
        validation: best.validation ?? {},
        last: last ?? null,
      },
      ...(best.weights && { tensors: { ...best.weights } }),
    }),
    load({ data, tensors }) {
      const { epoch, monitored } = readBestEpoch('best-weights', data);
      const { parameters, buffers } = tensors ?? {};
      const { last: kept, validation } = isRecord(data) ? data : {}; // Older checkpoints have neither.
      if (isRecord(kept)) last = { epoch: kept.epoch as number, validation: metricsOf(kept.validation) };
      best = {
        epoch,
        monitored: monitored ?? Infinity,
        validation: metricsOf(validation),
        ...(parameters && { weights: { parameters, buffers: buffers ?? new Float32Array(0) } }),
      };
    },
  };
}

/** Metrics as a checkpoint has them, which its digest vouches for. */
function metricsOf(kept: unknown): Metrics {
  return isRecord(kept) ? (kept as Metrics) : {};
}
