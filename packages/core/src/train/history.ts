import type { PerTask, WeighingStatus } from '../balancer.ts';
import type { GradientScope } from './gradient-scope.ts';

/** What happened in one training step. */
export interface StepRecord {
  /** Steps made before this one. */
  readonly step: number;
  /** The epoch the step belongs to, from 0. */
  readonly epoch: number;
  /** The loss of each task, unweighted; `null` for a task that the batch had no labels for. */
  readonly losses: readonly (number | null)[];
  /** The weight that each task's gradient had in the step, priorities included. */
  readonly weights: PerTask;
  /** How long the step took, from a batch in memory to updated parameters. */
  readonly milliseconds: number;
  /** `⟨∇Lᵢ, ∇Lⱼ⟩` over {@link History.gradientScope}, before the step: when the strategy looks at it, or every so many steps. */
  readonly gramian?: readonly PerTask[];
}

/** How well a model does on a split. */
export interface Evaluation {
  /** The mean loss of each task, by its name. */
  readonly losses: Readonly<Record<string, number>>;
  /** The metrics of each task: `metrics[task][metric]`. */
  readonly metrics: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** What one epoch came to. */
export interface EpochRecord {
  /** The epoch, from 0. */
  readonly epoch: number;
  /** The mean of each task's training loss over the steps that had it. */
  readonly trainLosses: PerTask;
  /** The model on the validation split, after the epoch. */
  readonly validation: Evaluation;
  /**
   * What early stopping and the choice of the best epoch go by, lower is better: the mean over the tasks of the validation
   * loss divided by that of a constant prediction (the best one for the training labels).
   */
  readonly criterion: number;
}

/** All that was seen of a training run. */
export interface History {
  /** The names of the tasks, in the order of every {@link PerTask}. */
  readonly tasks: readonly string[];
  /** Every step. */
  readonly steps: readonly StepRecord[];
  /** Every epoch. */
  readonly epochs: readonly EpochRecord[];
  /** The epoch whose parameters the model was left with. */
  readonly bestEpoch: number;
  /** How often the strategy answered with each status. */
  readonly statuses: Readonly<Record<WeighingStatus, number>>;
  /** What every Gramian is over: the shared parameters, or what stands for them. */
  readonly gradientScope: GradientScope;
}
