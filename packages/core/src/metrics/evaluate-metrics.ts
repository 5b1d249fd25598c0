import type { Labels } from '../dataset.ts';
import { ShapeError } from '../errors.ts';
import type { CompleteTask } from '../task.ts';
import { labelled, type Predictions } from './predictions.ts';
import { metrics } from './registry.ts';

/**
 * All metrics of a task, by their names, over the examples that have a label. A metric that is not defined for them (no
 * label at all, AUC with one class only) is NaN, and so is every metric when an output is NaN.
 *
 * @param task - The task, which says what is measured.
 * @param outputs - What the task's head gave, example by example: logits, or numbers of a regression.
 * @param labels - The truth.
 * @param size - How many examples.
 * @throws {@link ShapeError} when the outputs or labels are more or fewer than `size` examples have.
 */
export function evaluateMetrics(
  task: CompleteTask,
  outputs: Float32Array,
  labels: Labels,
  size: number,
): Record<string, number> {
  const { kind, name, outputs: width } = task;
  requireLength(`${name}: outputs`, outputs, size * width);
  requireLength(`${name}: labels`, labels.values, kind === 'multiclass' ? size : size * width);
  if (labels.present) requireLength(`${name}: marks of present labels`, labels.present, size);
  const { values, ...rest } = labels;
  const predictions: Predictions = { kind, outputs, width, labels: values, ...rest, size };
  const failed = hasNaN(predictions);
  return Object.fromEntries(task.metrics.map((metric) => [metric, failed ? Number.NaN : metrics[metric](predictions)]));
}

function hasNaN(predictions: Predictions): boolean {
  const { outputs, width } = predictions;
  return labelled(predictions).some((example) =>
    outputs.subarray(example * width, (example + 1) * width).some((output) => Number.isNaN(output)),
  );
}

function requireLength(what: string, numbers: ArrayLike<number>, expected: number): void {
  if (numbers.length !== expected) {
    throw new ShapeError(`${what} must be ${expected} numbers, received ${numbers.length}.`);
  }
}
