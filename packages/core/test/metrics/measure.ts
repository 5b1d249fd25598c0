import { type MaskedScored, TaskMetrics } from '../../src/metrics/task-metrics.ts';
import type { Metric } from '../../src/metrics/metric.ts';
import { binary } from '../../src/tasks/kinds/binary.ts';
import { count } from '../../src/tasks/kinds/count.ts';
import { multiclass } from '../../src/tasks/kinds/multiclass.ts';
import { multilabel } from '../../src/tasks/kinds/multilabel.ts';
import { quantiles } from '../../src/tasks/kinds/quantiles.ts';
import { regression } from '../../src/tasks/kinds/regression.ts';
import type { TaskKind } from '../../src/tasks/task-kind.ts';

/** The kind of a fixture's case. */
export function kindOf(name: string, width: number, metrics: readonly Metric[]): TaskKind {
  switch (name) {
    case 'binary':
      return binary({ metrics });
    case 'multiclass':
      return multiclass({ classes: width, metrics });
    case 'multilabel':
      return multilabel({ labels: width, metrics });
    case 'count':
      return count({ targets: width, metrics });
    case 'quantiles':
      return quantiles({ targets: width / 3, metrics });
    default:
      return regression({ targets: width, metrics });
  }
}

/** A metric of rows of outputs and labels. */
export function measure(
  metric: Metric,
  kind: 'binary' | 'multiclass' | 'multilabel' | 'regression',
  outputs: readonly (readonly number[])[],
  labels: readonly number[] | readonly (readonly number[])[],
): number {
  const task = new TaskMetrics({ name: kind, kind: kindOf(kind, outputs[0]?.length ?? 1, [metric]) });
  task.update(scored(outputs, labels));
  return task.compute()[metric.name] ?? 0;
}

/** Examples from rows. */
export function scored(
  outputs: readonly (readonly number[])[],
  labels: readonly number[] | readonly (readonly number[])[],
  mask?: readonly number[],
): MaskedScored {
  return {
    outputs: Float32Array.from(outputs.flat()),
    labels: Float32Array.from(labels.flat()),
    size: outputs.length,
    ...(mask && { mask: Uint8Array.from(mask) }),
  };
}
