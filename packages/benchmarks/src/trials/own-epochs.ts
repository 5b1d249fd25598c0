import type { Callback, ModelWeights } from '@equipoise/core';

/** The weights of an epoch. */
export interface EpochWeights {
  /** The epoch, from 0. */
  readonly epoch: number;
  /** The weights after it. */
  readonly weights: ModelWeights;
}

/** A callback that knows the best epoch of each task by itself. */
export interface OwnEpochs extends Callback {
  /** The epoch of each task, by its name, and the weights after it; tasks without a validation loss are left out. */
  readonly best: ReadonlyMap<string, EpochWeights>;
}

/**
 * Keeps, for each task, the weights of the epoch with its least validation loss. One model has one epoch for all tasks; what sharing does to
 * a task as such is seen at the epoch that suits it, as its single-task model has one.
 */
export function ownEpochs(): OwnEpochs {
  const best = new Map<string, EpochWeights & { readonly loss: number }>();
  return {
    name: 'own-epochs',
    best,
    onEpochEnd({ epoch, validation: { losses } }, run) {
      const better = Object.entries(losses).filter(([task, loss]) => loss < (best.get(task)?.loss ?? Infinity));
      if (better.length === 0) return;
      const weights = run.weights();
      for (const [task, loss] of better) best.set(task, { epoch, weights, loss });
    },
  };
}
