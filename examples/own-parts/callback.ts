import type { Callback } from '@equipoise/core';

/** Ends the training when a metric of a task on the validation split is as small as it has to be. */
export function stopBelow(task: string, metric: string, value: number): Callback {
  return {
    name: 'stop-below',
    onEpochEnd({ validation }, run) {
      const reached = validation.metrics[task]?.[metric] ?? Infinity;
      if (reached <= value) run.stop(`${task} ${metric} ${reached}`);
    },
  };
}
