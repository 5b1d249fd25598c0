import type { GradientTransform } from './gradient-transform.ts';
import { isRecord } from './is-record.ts';
import type { Config } from './options/config.ts';
import type { TaskMeasures, ValidationMetrics } from './task-measures.ts';

/** One number per task, in task order. */
export type PerTask = readonly number[];

/** The progress of training. */
export interface Progress {
  /** Completed steps, over all epochs. */
  readonly step: number;
  /** Completed epochs. */
  readonly epoch: number;
  /** The maximum number of epochs of the run. */
  readonly epochs: number;
}

/** Statistics of a batch for every balancer. */
export interface StepStats {
  /**
   * The indices of the tasks that this batch has labels for, ascending. All other statistics and all weights are for these
   * tasks only; the state of the other tasks must not change.
   *
   * @defaultValue all tasks
   */
  readonly tasks?: readonly number[];
  /**
   * The progress of training, for schedules.
   *
   * @defaultValue the first step of a run of one epoch
   */
  readonly progress?: Progress;
}

/** Statistics of a batch for a balancer that needs the losses. */
export interface LossStats extends StepStats {
  /** The loss of each present task. */
  readonly losses: PerTask;
}

/** Statistics of a batch for a balancer that needs the Gramian. */
export interface GradientStats extends LossStats {
  /**
   * `gramian[i][j] = ⟨∇Lᵢ, ∇Lⱼ⟩` over the shared parameters, for the present tasks; as the strategy's gradient
   * transform measures it, if it does.
   */
  readonly gramian: readonly PerTask[];
  /**
   * The type that the Gramian was computed in: what its rounding may have changed is not told from dependence between gradients.
   *
   * @defaultValue 'float32', in which training computes it
   */
  readonly precision?: 'float32' | 'float64';
}

/** How a balancer computed its weights: exactly, at a degenerate point, or by a fallback because an iteration did not converge. */
export type WeighingStatus = 'solved' | 'degenerate' | 'fallback';

/** A balancer's result for one batch. */
export interface Weighing<State> {
  /** One weight per present task. */
  readonly weights: PerTask;
  /** The new state. */
  readonly state: State;
  /**
   * How the weights were computed.
   *
   * @defaultValue 'solved'
   */
  readonly status?: WeighingStatus;
  /**
   * One weight per present task for its loss on the second batch of the step, for gradient transforms that use it.
   *
   * @defaultValue 0 for every task
   */
  readonly secondaryWeights?: PerTask;
}

/**
 * What a balancer needs, and so what a step costs: losses take one backward pass, the Gramian one per task. A balancer that needs
 * every entry of the gradients (`'jacobian'`) or several batches (`'batches'`) is a {@link TransformBalancer}.
 */
export type BalancerNeeds = 'nothing' | 'losses' | 'gramian' | 'jacobian' | 'batches';

/** Which gradient a head is trained with: its task's loss times the task's weight, or the loss as it is. */
export type HeadPolicy = 'weighted' | 'unweighted';

/** Settings of a run for a balancer. */
export interface RunSettings {
  /** The seed of a balancer that draws random numbers and was not given one of its own. */
  readonly seed: number;
  /**
   * The priority of each task, above 0, for a balancer that {@link BalancerRule.holdsPriorities}.
   *
   * @defaultValue 1 for every task
   */
  readonly priorities?: PerTask;
  /**
   * The tasks in their order, for a balancer that reads the validation metrics.
   *
   * @defaultValue unknown
   */
  readonly tasks?: readonly TaskMeasures[];
}

/** What every strategy declares and does, whatever it needs. */
export interface BalancerRule<State, Stats extends StepStats> {
  /** The name in the registry, the docs and the benchmark tables. */
  readonly name: string;
  /** What the strategy is made of, as plain data: its name and all its options. */
  readonly config?: Config | undefined;
  /**
   * How the heads are trained unless the run says otherwise: with the weights, where these are the derivative of a loss of the losses;
   * each with its own gradient, where the rule combines the gradients of the shared parameters.
   *
   * @defaultValue 'weighted'
   */
  readonly headPolicy?: HeadPolicy;
  /**
   * Whether the rule itself weighs the tasks by the priorities that {@link BalancerRule.init} was given, so that what it promises still
   * holds. Its weights are then not multiplied by them.
   *
   * @defaultValue false
   */
  readonly holdsPriorities?: boolean;
  /**
   * Loads and reads what the rule takes before it can weigh, for rules that take more than themselves, such as a parser of formulas.
   * `fit` waits for it before the first step.
   *
   * @throws {@link InvalidOptionError} for an option that could not be read before.
   */
  prepare?(): Promise<void>;
  /**
   * The state before the first batch.
   *
   * @param taskCount - The number of tasks of the run, at least 1.
   * @param settings - Settings of the run; the seed is 0 when left out.
   */
  init(taskCount: number, settings?: RunSettings): State;
  /**
   * Numbers that the gradient transform may read before the weights are known, one per present task: such as the current weights,
   * for a look-ahead step.
   *
   * @param stats - The present tasks, and the progress of training.
   * @param state - The state.
   */
  current?(stats: StepStats, state: State): PerTask;
  /**
   * The weights for one batch.
   *
   * @param stats - The statistics of the batch.
   * @param state - The state.
   */
  weigh(stats: Stats, state: State): Weighing<State>;
  /**
   * The weights that {@link BalancerRule.weigh} will return for the next batch, or undefined if they depend on the batch. If they are
   * known, `weigh` still receives the losses, but no Gramian: the step neither waits for it nor computes per-task gradients.
   *
   * @param stats - The present tasks, and the progress of training.
   * @param state - The state.
   */
  weightsAhead?(stats: StepStats, state: State): PerTask | undefined;
  /**
   * The state after a step, for rules that need the losses after the step; costs one more forward pass.
   *
   * @param stats - The losses of the same batch after the step, for the same tasks.
   * @param state - The state.
   */
  afterStep?(stats: LossStats, state: State): State;
  /**
   * The state after an epoch.
   *
   * @param meanLosses - The mean loss of each task over the epoch, all tasks.
   * @param state - The state.
   */
  endEpoch?(meanLosses: PerTask, state: State): State;
  /**
   * The state after an epoch was measured on the validation split, after {@link BalancerRule.endEpoch}.
   *
   * @param metrics - The metrics of every task.
   * @param state - The state.
   */
  afterValidation?(metrics: ValidationMetrics, state: State): State;
  /**
   * How far the model falls short of what the rule holds to, at least 0; 0 where it holds. An epoch that falls short is worse than
   * any that does not, and one that falls less short is better, whatever the monitor of the run says.
   *
   * @param metrics - The metrics of every task.
   * @param state - The state before {@link BalancerRule.afterValidation}.
   */
  shortfall?(metrics: ValidationMetrics, state: State): number;
}

/** What a strategy needs, by the statistics that it reads; `never` for statistics that only a gradient transform measures. */
export type NeedsOf<Stats extends StepStats> = StepStats extends Stats
  ? 'nothing'
  : LossStats extends Stats
    ? 'losses'
    : GradientStats extends Stats
      ? 'gramian'
      : never;

/**
 * The interface for strategies: a rule that computes one weight per task from statistics of a batch. Its state is
 * plain data that survives JSON, and every function is pure: the same arguments give the same result.
 *
 * `Stats` is what `weigh` reads, and decides what the strategy declares as `needs`: {@link StepStats} `'nothing'`, {@link LossStats}
 * `'losses'`, {@link GradientStats} `'gramian'`. A strategy that needs more is a {@link TransformBalancer}.
 */
export interface Balancer<State, Stats extends StepStats = LossStats> extends BalancerRule<State, Stats> {
  /** What the rule needs. */
  readonly needs: NeedsOf<Stats>;
  /** Nothing: a {@link TransformBalancer} has one. */
  readonly gradientTransform?: undefined;
  /** The weights for one batch, of these statistics and no others. */
  readonly weigh: BalancerRule<State, Stats>['weigh'] & ((stats: Stats, state: never) => unknown);
}

/** A strategy that reads what its gradient transform measures: every entry of the gradients, or several batches. */
export interface TransformBalancer<State, Stats extends StepStats = LossStats> extends BalancerRule<State, Stats> {
  /** What the gradient transform needs. */
  readonly needs: 'jacobian' | 'batches';
  /** The traced part of the rule. */
  readonly gradientTransform: GradientTransform;
}

/** Any strategy, of any state and needs. */
export type AnyBalancer =
  Balancer<unknown> | Balancer<unknown, GradientStats> | Balancer<unknown, StepStats> | TransformBalancer<unknown>;

/**
 * Whether a value is a strategy: something that weighs, as a factory such as `equal()` makes it.
 *
 * @param value - The value, of whatever type.
 */
export function isBalancer(value: unknown): value is AnyBalancer {
  if (!isRecord(value) || typeof value.name !== 'string') return false;
  return typeof value.init === 'function' && typeof value.weigh === 'function';
}
