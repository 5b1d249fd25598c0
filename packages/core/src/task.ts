import { InvalidOptionError } from './errors.ts';
import type { LossName } from './losses/registry.ts';
import type { MetricName } from './metrics/registry.ts';

/** What a task predicts: yes or no, one of several classes, any of several labels, or numbers. */
export type TaskKind = 'binary' | 'multiclass' | 'multilabel' | 'regression';

/** One thing that the model learns to predict. */
export interface Task {
  /** The task's name: unique in its data set, and the key of its labels, predictions and metrics. */
  readonly name: string;
  /** What the task predicts. */
  readonly kind: TaskKind;
  /**
   * How many numbers the task's head gives for one example: classes of a multiclass task (at least 2), labels of a
   * multilabel task, targets of a regression. A binary task has 1.
   *
   * @defaultValue 1
   */
  readonly outputs?: number;
  /**
   * The names of the classes or labels, in order; as many as `outputs` (two for a binary task).
   */
  readonly classes?: readonly string[];
  /**
   * The loss that is minimised.
   *
   * @defaultValue cross-entropy for the classifying kinds, mean-squared-error for a regression
   */
  readonly loss?: LossName;
  /**
   * What is reported of the task. The first is its main metric: comparisons and rankings are made on it.
   *
   * @defaultValue accuracy (and macro-F1 for multiclass, AUC for binary and multilabel); RMSE, MAE and R² for a regression
   */
  readonly metrics?: readonly MetricName[];
  /**
   * How much the task matters to the user, at least 0: multiplies whatever weight the strategy gives.
   *
   * @defaultValue 1
   */
  readonly priority?: number;
}

/** A task with every default filled in. */
export interface CompleteTask extends Required<Omit<Task, 'classes'>> {
  /** The names of the classes or labels, where the task has them. */
  readonly classes?: readonly string[];
}

const defaults: Record<TaskKind, { readonly loss: LossName; readonly metrics: readonly MetricName[] }> = {
  binary: { loss: 'sigmoid-cross-entropy', metrics: ['accuracy', 'auc'] },
  multiclass: { loss: 'softmax-cross-entropy', metrics: ['accuracy', 'macro-f1'] },
  multilabel: { loss: 'sigmoid-cross-entropy', metrics: ['macro-f1', 'auc', 'accuracy'] },
  regression: { loss: 'mean-squared-error', metrics: ['rmse', 'mae', 'r2'] },
};

/**
 * Fills in what a task leaves out, and checks what it says.
 *
 * @param task - The task as its author wrote it.
 * @throws {@link InvalidOptionError} when the number of outputs, the classes or the priority are out of range.
 */
export function completeTask(task: Task): CompleteTask {
  const owner = `task ${task.name}`;
  const { outputs = 1, priority = 1 } = task;
  const least = task.kind === 'multiclass' ? 2 : 1;
  if (!Number.isInteger(outputs) || outputs < least) {
    throw new InvalidOptionError(owner, 'outputs', `a whole number of at least ${least}`, outputs);
  }
  if (task.kind === 'binary' && outputs !== 1) throw new InvalidOptionError(owner, 'outputs', '1 for a binary task', outputs);
  if (!(priority >= 0 && Number.isFinite(priority))) {
    throw new InvalidOptionError(owner, 'priority', 'a number of at least 0', priority);
  }
  const named = task.kind === 'binary' ? 2 : outputs;
  if (task.classes && task.classes.length !== named) {
    throw new InvalidOptionError(owner, 'classes', `${named} names`, task.classes.length);
  }
  return { ...defaults[task.kind], ...task, outputs, priority };
}
