import type { GradientTransform } from './gradient-transform.ts';

/** One number for each task, in task order. */
export type PerTask = readonly number[];

/** Where training stands. */
export interface Progress {
  /** Steps made before this one, over all epochs. */
  readonly step: number;
  /** Epochs ended before this one. */
  readonly epoch: number;
  /** How many epochs the run will make at most. */
  readonly epochs: number;
}

/** What a balancer is told of any batch. */
export interface StepStats {
  /**
   * The indices of the tasks that this batch has labels for, ascending. Every other number is given, and every weight is
   * answered, for these tasks only; a balancer leaves what it remembers of the others as it was.
   *
   * @defaultValue all tasks
   */
  readonly tasks?: readonly number[];
  /**
   * Where training stands, for balancers that follow a schedule.
   *
   * @defaultValue the first step of a run of one epoch
   */
  readonly progress?: Progress;
}

/** What one batch tells a balancer that looks at losses. */
export interface LossStats extends StepStats {
  /** The loss of each task that is present. */
  readonly losses: PerTask;
}

/** What one batch tells a balancer that also looks at gradients. */
export interface GradientStats extends LossStats {
  /**
   * `gramian[i][j] = ⟨∇Lᵢ, ∇Lⱼ⟩` over the shared parameters, for the tasks that are present; of what the strategy's gradient transform
   * made of the gradients, where it measures that.
   */
  readonly gramian: readonly PerTask[];
}

/** How a balancer came by its weights: exactly, at a degenerate point, or by giving up on its rule for this batch. */
export type WeighingStatus = 'solved' | 'degenerate' | 'fallback';

/** A balancer's answer to one batch. */
export interface Weighing<State> {
  /** One weight for each task that is present. */
  readonly weights: PerTask;
  /** What the balancer remembers from now on. */
  readonly state: State;
  /**
   * How it came by the weights.
   *
   * @defaultValue 'solved'
   */
  readonly status?: WeighingStatus;
  /**
   * One weight for the loss of each present task on the second batch of the step, for gradient transforms that go along these too.
   *
   * @defaultValue 0 for every task
   */
  readonly secondaryWeights?: PerTask;
}

/**
 * What a balancer looks at, and so what a step costs: losses come with one backward pass, the Gramian with one a task. The
 * gradients number by number, or several batches, are looked at by a {@link GradientTransform}, which says what it costs.
 */
export type BalancerNeeds = 'nothing' | 'losses' | 'gramian' | 'jacobian' | 'batches';

/** What a balancer is told of its run before the first batch. */
export interface RunSettings {
  /** The seed of a balancer that draws random numbers and was not given one of its own. */
  readonly seed: number;
}

/**
 * THE PORT for strategies: a rule that turns what a batch tells about its tasks into one weight a task. Its state is
 * plain data that survives JSON, and every function is pure: the same arguments, the same answer.
 */
export interface Balancer<State, Stats extends StepStats = LossStats> {
  /** The name in the registry, the docs and the benchmark tables. */
  readonly name: string;
  /** What the rule looks at. */
  readonly needs: BalancerNeeds;
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
   * @param taskCount - How many tasks the run has, at least 1.
   * @param settings - What else there is to know of the run; the seed is 0 when left out.
   */
  init(taskCount: number, settings?: RunSettings): State;
  /** What the rule makes of a step, where one weight a task is not enough. */
  readonly gradientTransform?: GradientTransform;
  /**
   * The numbers that its gradient transform may ask for before the weights are known, one for each task that is present: such as the
   * weights so far, for a step made on trial.
   *
   * @param stats - Which tasks the batch has labels for, and where training stands.
   * @param state - What the balancer remembers.
   */
  current?(stats: StepStats, state: State): PerTask;
  /**
   * The weights for one batch.
   *
   * @param stats - What the batch tells.
   * @param state - What the balancer remembers.
   */
  weigh(stats: Stats, state: State): Weighing<State>;
  /**
   * The weights that {@link Balancer.weigh} will answer for a batch, for rules whose weights do not always depend on the batch:
   * undefined where they do. The rule is told of the batch's losses all the same, not of its gradients, and the step neither
   * waits for it nor computes what it does not look at.
   *
   * @param stats - Which tasks the batch has labels for, and where training stands.
   * @param state - What the balancer remembers.
   */
  weightsAhead?(stats: StepStats, state: State): PerTask | undefined;
  /**
   * The state after a step, for rules that look at what the step did; costs one more forward pass.
   *
   * @param stats - The losses of the same batch after the step, for the same tasks.
   * @param state - What the balancer remembers.
   */
  afterStep?(stats: LossStats, state: State): State;
  /**
   * The state after an epoch, for rules that look at epochs.
   *
   * @param meanLosses - The mean loss of each task over the epoch, all tasks.
   * @param state - What the balancer remembers.
   */
  endEpoch?(meanLosses: PerTask, state: State): State;
}

/** Any strategy, whatever it remembers and looks at. */
export type AnyBalancer = Balancer<unknown> | Balancer<unknown, GradientStats> | Balancer<unknown, StepStats>;
