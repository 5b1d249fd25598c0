import type { Callback } from '../callbacks/callback.ts';
import type { ModelWeights } from '../model/model-weights.ts';
import type { TrainingParts } from './assemble.ts';
import type { Checkpoint } from './checkpoint.ts';
import { prefixed } from './named-tensors.ts';

/** Where a run stands. */
export interface Standing extends Pick<Checkpoint, 'identity' | 'position'> {
  /** The weights. */
  readonly weights: ModelWeights;
  /** What was monitored after the last epochs. */
  readonly monitored: readonly number[];
  /** Steps that were left out. */
  readonly skipped: number;
}

/**
 * All that a run can be resumed from.
 *
 * @param parts - What the run works with.
 * @param run - The callbacks of the run.
 * @param standing - Where it stands.
 */
export function checkpointOf(
  { optimizerRun, slots, balancerRun, batches }: TrainingParts,
  run: readonly Callback[],
  { identity, position, weights, monitored, skipped }: Standing,
): Checkpoint {
  const callbacks = run.flatMap((callback) => (callback.state ? [[callback.name, callback.state()] as const] : []));
  const tensors = [
    ...prefixed('', { ...weights }),
    ...prefixed('optimizer/', optimizerRun.save()),
    ...prefixed('strategy/', slots.save()),
    ...callbacks.flatMap(([name, { tensors: kept = {} }]) => prefixed(`callbacks/${name}/`, kept)),
  ];
  return {
    format: 1,
    identity,
    position: { ...position },
    tensors: Object.fromEntries(tensors),
    state: {
      balancer: balancerRun.state,
      statuses: { ...balancerRun.statuses },
      monitored,
      skipped,
      ...(batches.order.state && { sources: batches.order.state() }),
      callbacks: Object.fromEntries(callbacks.map(([name, { data }]) => [name, data])),
    },
  };
}
