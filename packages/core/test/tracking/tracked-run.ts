import type { Callback } from '../../src/callbacks/callback.ts';
import { checkpoints } from '../../src/callbacks/checkpoints.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { loadCheckpoint } from '../../src/training/checkpoint-files.ts';
import { fit } from '../../src/training/fit.ts';
import type { History } from '../../src/training/history.ts';
import { track } from '../../src/tracking/track.ts';
import type { Tracker } from '../../src/tracking/tracker.ts';
import { equal } from '../support/balancers.ts';
import { fourNumbers } from '../support/four-numbers.ts';

/** How a small training is made. */
export interface TrackedRunOptions {
  readonly epochs: number;
  /** A folder for checkpoints, from which it goes on; none when left out. */
  readonly checkpointsIn?: string;
  /** Callbacks besides. */
  readonly callbacks?: readonly Callback[];
}

/** A training of ten steps an epoch, of which a tracker hears every step, and its history. */
export async function trackedRun(
  tracker: Tracker,
  { epochs, checkpointsIn, callbacks = [] }: TrackedRunOptions,
): Promise<{ readonly history: History }> {
  const tracking = track(tracker, { every: 1 });
  const dataset = fourNumbers();
  const resume = checkpointsIn === undefined ? undefined : loadCheckpoint(checkpointsIn);
  const { model, history } = await fit({
    dataset,
    encoder: mlp({ hidden: [5] }),
    balancer: equal,
    epochs,
    batchSize: 20,
    engine: 'wasm',
    callbacks: [tracking, ...(checkpointsIn === undefined ? [] : [checkpoints(checkpointsIn)]), ...callbacks],
    ...(resume && { resume }),
  });
  await tracking.tested(await model.evaluate(dataset.splits.test));
  await model.dispose();
  return { history };
}
