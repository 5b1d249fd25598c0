import { InvalidOptionError, type Monitor, partFromConfig, relativeLoss, taskMetric } from '@equipoise/core';

const monitors = {
  'relative-loss': () => relativeLoss(),
  'task-metric': ({ task, metric }: { readonly task?: unknown; readonly metric?: unknown }) => {
    if (typeof task !== 'string') throw new InvalidOptionError('task-metric', 'task', 'the name of a task', task);
    if (metric === undefined) return taskMetric(task);
    if (typeof metric !== 'string')
      throw new InvalidOptionError('task-metric', 'metric', 'the name of a metric', metric);
    return taskMetric(task, metric);
  },
};

/**
 * What epochs and trials are compared by, from its config: `relative-loss`, or `task-metric(task=…, metric=…)`.
 *
 * @param config - The config, of whatever type: it may come from a file.
 * @throws {@link @equipoise/core!InvalidOptionError} when there is no such monitor.
 */
export function monitorFromConfig(config: unknown): Monitor {
  return partFromConfig<Monitor>('monitor', config, monitors);
}
