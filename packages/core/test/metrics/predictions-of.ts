import type { Predictions } from '../../src/metrics/predictions.ts';
import type { TaskKind } from '../../src/task.ts';

/** Predictions from rows of outputs and labels. */
export function predictionsOf(
  kind: TaskKind,
  outputs: number[][],
  labels: number[] | number[][],
  present?: number[],
): Predictions {
  return {
    kind,
    outputs: Float32Array.from(outputs.flat()),
    width: outputs[0]?.length ?? 1,
    labels: Float32Array.from(labels.flat()),
    ...(present && { present: Uint8Array.from(present) }),
    size: outputs.length,
  };
}
