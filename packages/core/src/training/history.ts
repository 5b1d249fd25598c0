import type { PerTask, WeighingStatus } from '../balancer.ts';
import type { Evaluation } from '../model/evaluation.ts';
import type { CarriedPaths } from '../model/weights-by-path.ts';
import type { StepDiagnosis } from './diagnostics.ts';
import type { GradientScope } from './gradient-scope.ts';

/** What happened in one training step. */
export interface StepRecord extends StepDiagnosis {
  /** Steps made before this one. */
  readonly step: number;
  /** The epoch the step belongs to, from 0. */
  readonly epoch: number;
  /** The loss of each task, unweighted; `null` for a task that the batch had no labels for. */
  readonly losses: readonly (number | null)[];
  /** The weight that each task's gradient had in the step, priorities included. */
  readonly weights: PerTask;
  /** The learning rate. */
  readonly learningRate: number;
  /** How long the step took, from a batch in memory to updated parameters. */
  readonly milliseconds: number;
  /** `⟨∇Lᵢ, ∇Lⱼ⟩` over {@link History.gradientScope}, before the step: when the strategy looks at it, or every so many steps. */
  readonly gramian?: readonly PerTask[];
  /** Whether the step was left out, because a loss or gradient was not finite. */
  readonly skipped?: boolean;
}

/** What one epoch came to. */
export interface EpochRecord {
  /** The epoch, from 0. */
  readonly epoch: number;
  /** The mean of each task's training loss over the steps that had it. */
  readonly trainLosses: PerTask;
  /** The mean of each task's weight over the steps. */
  readonly meanWeights: PerTask;
  /** The model on the validation split, after the epoch. */
  readonly validation: Evaluation;
  /**
   * What epochs are compared by, lower is better: see the option `monitor` of `fit`. With a strategy that holds to something it is m / (1 + |m|) of the
   * monitor's value m where the epoch holds it, and 1 + {@link EpochRecord.shortfall} where it does not.
   */
  readonly monitored: number;
  /** How far the epoch falls short of what the strategy holds to, at least 0; only for a strategy that holds to something, such as `dual-ascent`. */
  readonly shortfall?: number;
}

/** What was seen of a training run: its last steps, and every epoch. */
export interface History {
  /** The names of the tasks, in the order of every {@link PerTask}. */
  readonly tasks: readonly string[];
  /** The last steps: at least 1,000 and at most 2,000 of a long run, so that its memory does not grow. `stepLog` writes all of them to a file. */
  readonly steps: readonly StepRecord[];
  /** Every epoch of this process. */
  readonly epochs: readonly EpochRecord[];
  /** The epoch with the least {@link EpochRecord.monitored}, whose weights the model was left with unless told otherwise. */
  readonly bestEpoch: number;
  /** Steps that were left out, because a number was not finite. */
  readonly skipped: number;
  /** How often the strategy answered with each status. */
  readonly statuses: Readonly<Record<WeighingStatus, number>>;
  /** What every Gramian is over: the shared parameters, or what stands for them. */
  readonly gradientScope: GradientScope;
  /** What was taken of the weights that the run was given to start from; left out where it was given none, and after `resume`. */
  readonly start?: CarriedPaths;
  /** What should be known of the run, a sentence each. */
  readonly notes: readonly string[];
}
