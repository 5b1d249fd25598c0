import { InvalidOptionError } from '../errors.ts';
import type { Monitor } from './monitor.ts';

/**
 * One metric of one task on the validation split.
 *
 * @param task - The task's name.
 * @param metric - The metric's name; the task's main metric when left out.
 */
export function taskMetric(task: string, metric?: string): Monitor {
  return {
    config: { kind: 'monitor', name: 'task-metric', options: { task, ...(metric !== undefined && { metric }) } },
    create({ tasks }) {
      const found = tasks.find(({ name }) => name === task);
      if (!found)
        throw new InvalidOptionError('taskMetric', 'task', `one of ${tasks.map(({ name }) => name).join(', ')}`, task);
      const { metrics } = found.kind;
      const chosen = metric === undefined ? metrics[0] : metrics.find(({ name }) => name === metric);
      if (!chosen) {
        throw new InvalidOptionError(
          'taskMetric',
          'metric',
          `one of ${metrics.map(({ name }) => name).join(', ')}`,
          metric,
        );
      }
      const sign = chosen.mode === 'max' ? -1 : 1;
      return ({ metrics: values }) => sign * (values[task]?.[chosen.name] ?? Number.NaN);
    },
  };
}
