import { InvalidOptionError } from './errors.ts';
import { checkKnownOptions } from './known-options.ts';
import { type LossName, lossesOf } from './losses/registry.ts';
import { type MetricName, metricsOf } from './metrics/registry.ts';

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
   * @defaultValue accuracy and AUC (binary), accuracy and macro-F1 (multiclass), macro-F1, AUC and accuracy
   * (multilabel), or RMSE, MAE and R² (regression)
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

/** What a task reports when it does not say. */
const defaultMetrics: Record<TaskKind, readonly MetricName[]> = {
  binary: ['accuracy', 'auc'],
  multiclass: ['accuracy', 'macro-f1'],
  multilabel: ['macro-f1', 'auc', 'accuracy'],
  regression: ['rmse', 'mae', 'r2'],
};

/**
 * Fills in what a task leaves out, and checks what it says.
 *
 * @param task - The task as its author wrote it.
 * @throws {@link InvalidOptionError} when the kind is unknown, when the loss or a metric is not defined for the kind,
 *   or when the number of outputs, the classes or the priority are out of range.
 */
export function completeTask(task: Task): CompleteTask {
  const owner = `task ${task.name}`;
  checkKnownOptions<Task>(owner, task, {
    name: true,
    kind: true,
    outputs: true,
    classes: true,
    loss: true,
    metrics: true,
    priority: true,
  });
  const { kind, outputs = 1, priority = 1 } = task;
  if (!Object.hasOwn(defaultMetrics, kind)) {
    throw new InvalidOptionError(owner, 'kind', `one of ${Object.keys(defaultMetrics).join(', ')}`, kind);
  }
  const { loss = lossesOf[kind][0], metrics = defaultMetrics[kind] } = task;
  if (!lossesOf[kind].includes(loss)) {
    throw new InvalidOptionError(owner, 'loss', `${lossesOf[kind].join(' or ')} for a ${kind} task`, loss);
  }
  if (metrics.length === 0 || !metrics.every((metric) => metricsOf[kind].includes(metric))) {
    throw new InvalidOptionError(owner, 'metrics', `some of ${metricsOf[kind].join(', ')} for a ${kind} task`, metrics);
  }
  const least = kind === 'multiclass' ? 2 : 1;
  if (!Number.isInteger(outputs) || outputs < least) {
    throw new InvalidOptionError(owner, 'outputs', `a whole number of at least ${least}`, outputs);
  }
  if (kind === 'binary' && outputs !== 1)
    throw new InvalidOptionError(owner, 'outputs', '1 for a binary task', outputs);
  if (!(priority >= 0 && Number.isFinite(priority))) {
    throw new InvalidOptionError(owner, 'priority', 'a number of at least 0', priority);
  }
  const named = kind === 'binary' ? 2 : outputs;
  if (task.classes && task.classes.length !== named) {
    throw new InvalidOptionError(owner, 'classes', `${named} names`, task.classes);
  }
  return { ...task, loss, metrics, outputs, priority };
}
