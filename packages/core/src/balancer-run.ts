import type {
  AnyBalancer,
  BalancerNeeds,
  GradientStats,
  HeadPolicy,
  LossStats,
  PerTask,
  RunSettings,
  StepStats,
  Weighing,
  WeighingStatus,
} from './balancer.ts';
import { checkNeeds, unmeasuredStats } from './declared-needs.ts';
import { EquipoiseError, NonFiniteError, ShapeError } from './errors.ts';
import type { GradientTransform } from './gradient-transform.ts';
import type { ValidationMetrics } from './task-measures.ts';

/** The weights of every task of a run. */
export interface Weights {
  /** One weight per task; 0 for an absent task. */
  readonly weights: PerTask;
  /** The same for the losses of the second batch of the step. */
  readonly secondaryWeights: PerTask;
}

/** One run of a strategy: the only holder of its state. */
export class BalancerRun {
  /** The number of batches with each status so far. */
  readonly statuses: Record<WeighingStatus, number> = { solved: 0, degenerate: 0, fallback: 0 };
  readonly #balancer: AnyBalancer;
  readonly #unmeasured: object;
  readonly #taskCount: number;
  readonly #priorities: PerTask | undefined;
  #state: unknown;

  /**
   * @param balancer - The strategy to run.
   * @param taskCount - The number of tasks of the run.
   * @param state - A state to resume from, as {@link BalancerRun.state} returned it; the initial state when left out.
   * @param settings - Settings of the run, for the initial state.
   * @throws {@link InvalidOptionError} when what the strategy declares does not fit together.
   */
  constructor(balancer: AnyBalancer, taskCount: number, state?: unknown, settings: RunSettings = { seed: 0 }) {
    checkNeeds(balancer);
    this.#balancer = balancer;
    this.#unmeasured = unmeasuredStats(balancer);
    this.#taskCount = taskCount;
    this.#priorities = settings.priorities;
    this.#state = state ?? balancer.init(taskCount, settings);
  }

  /** The strategy's name. */
  get name(): string {
    return this.#balancer.name;
  }

  /** What the strategy needs. */
  get needs(): BalancerNeeds {
    return this.#balancer.needs;
  }

  /** How the heads are trained unless the run says otherwise. */
  get headPolicy(): HeadPolicy {
    return this.#balancer.headPolicy ?? 'weighted';
  }

  /** Whether the rule itself weighs the tasks by their priorities. */
  get holdsPriorities(): boolean {
    return this.#balancer.holdsPriorities ?? false;
  }

  /** What the user should know of this run, a sentence each. */
  get notes(): readonly string[] {
    const isVoid = this.#priorities !== undefined && this.headPolicy === 'unweighted' && !this.holdsPriorities;
    return isVoid
      ? [
          `${this.name}: its weights are multiplied by the priorities of the tasks; what it promises of conflicts may not hold.`,
        ]
      : [];
  }

  /** The gradient transform of the strategy, if it has one. */
  get gradientTransform(): GradientTransform | undefined {
    return this.#balancer.gradientTransform;
  }

  /** Remembers the state and the counts; what it returns goes back to them. */
  mark(): () => void {
    const [state, statuses] = [this.#state, { ...this.statuses }];
    return () => {
      this.#state = state;
      Object.assign(this.statuses, statuses);
    };
  }

  /** The state of the strategy: plain data that survives JSON. */
  get state(): unknown {
    return this.#state;
  }

  /**
   * Computes one weight for every task of the run; 0 for an absent task.
   *
   * @param stats - The statistics of the present tasks.
   * @throws {@link ShapeError} when a task is not in the run, or `stats` lacks a statistic that the strategy needs.
   * @throws {@link NonFiniteError} when a weight is not a finite number.
   */
  weigh(stats: Partial<GradientStats>): PerTask {
    return this.weighAll(stats).weights;
  }

  /**
   * The same with the secondary weights, for the losses of the second batch of the step.
   *
   * @param stats - The statistics of the present tasks, with the measurements of the gradient transform.
   * @throws what {@link BalancerRun.weigh} throws.
   */
  weighAll(stats: Partial<GradientStats>): Weights {
    const tasks = this.#tasksOf(stats);
    const none = new Array<number>(this.#taskCount).fill(0);
    if (tasks.length === 0) return { weights: none, secondaryWeights: none };
    if (this.weightsAhead(stats)) this.#requireLosses(stats.losses ?? [], tasks.length);
    else this.#requireStats(stats, tasks.length);
    const { weights, secondaryWeights, state, status = 'solved' } = this.#answer({ ...stats, tasks });
    const scattered = {
      weights: this.#scatter(weights, tasks),
      secondaryWeights: secondaryWeights ? this.#scatter(secondaryWeights, tasks) : none,
    };
    this.#state = state;
    this.statuses[status] += 1;
    return scattered;
  }

  /**
   * The numbers that the gradient transform may read before the weights are known, one for every task of the run. Does not change
   * the state.
   *
   * @param stats - The present tasks, and the progress of training.
   * @throws {@link EquipoiseError} when the strategy has no `current`.
   */
  current(stats: StepStats): PerTask {
    const tasks = this.#tasksOf(stats);
    if (!this.#balancer.current) throw new EquipoiseError(`${this.name}: has no weights before a batch.`);
    if (tasks.length === 0) return new Array<number>(this.#taskCount).fill(0);
    return this.#scatter(this.#balancer.current({ ...stats, tasks }, this.#state), tasks);
  }

  /**
   * The weights that {@link BalancerRun.weigh} will return for a batch, if they are known ahead of it and the strategy has no gradient
   * transform. Does not change the state.
   *
   * @param stats - The present tasks, and the progress of training.
   */
  weightsAhead(stats: StepStats): PerTask | undefined {
    const tasks = this.#tasksOf(stats);
    const weights = this.gradientTransform
      ? undefined
      : this.#balancer.weightsAhead?.({ ...stats, tasks }, this.#state);
    return weights && this.#scatter(weights, tasks);
  }

  /** Whether the strategy needs the losses after a step. */
  get hasAfterStep(): boolean {
    return this.#balancer.afterStep !== undefined;
  }

  /**
   * Updates the state with the losses after a step.
   *
   * @param stats - The losses of the same batch after the step, for the same tasks.
   * @throws {@link ShapeError} when a task is not in the run, or has no loss.
   */
  afterStep(stats: LossStats): void {
    const tasks = this.#tasksOf(stats);
    if (!this.#balancer.afterStep || tasks.length === 0) return;
    this.#requireLosses(stats.losses, tasks.length);
    this.#state = this.#balancer.afterStep({ ...stats, tasks }, this.#state);
  }

  /**
   * Updates the state at the end of an epoch.
   *
   * @param meanLosses - The mean loss of each task over the epoch.
   */
  endEpoch(meanLosses: PerTask): void {
    if (this.#balancer.endEpoch) this.#state = this.#balancer.endEpoch(meanLosses, this.#state);
  }

  /**
   * Updates the state when an epoch was measured.
   *
   * @param metrics - The metrics of every task on the validation split.
   * @returns How far the model falls short of what the strategy holds to; undefined for one that holds to nothing.
   */
  afterValidation(metrics: ValidationMetrics): number | undefined {
    const shortfall = this.#balancer.shortfall?.(metrics, this.#state);
    if (this.#balancer.afterValidation) this.#state = this.#balancer.afterValidation(metrics, this.#state);
    return shortfall;
  }

  /** Scatters the weights of the present tasks over all tasks. */
  #scatter(weights: PerTask, tasks: readonly number[]): PerTask {
    if (weights.length !== tasks.length) {
      throw new EquipoiseError(`${this.name}: must answer ${tasks.length} weights, answered ${weights.length}.`);
    }
    const scattered = new Array<number>(this.#taskCount).fill(0);
    tasks.forEach((task, index) => {
      const weight = weights[index] ?? Number.NaN;
      if (!Number.isFinite(weight)) throw new NonFiniteError(`${this.name}: the weight of task ${task} is ${weight}.`);
      scattered[task] = weight;
    });
    return scattered;
  }

  #tasksOf(stats: StepStats): readonly number[] {
    const tasks = stats.tasks ?? Array.from({ length: this.#taskCount }, (_, task) => task);
    const valid = tasks.every((task, index) => Number.isInteger(task) && task > (tasks[index - 1] ?? -1));
    if (!valid || (tasks.at(-1) ?? -1) >= this.#taskCount) {
      throw new ShapeError(
        `${this.name}: tasks must be ascending indices below ${this.#taskCount}, received [${tasks.join()}].`,
      );
    }
    return tasks;
  }

  #requireLosses(losses: PerTask, count: number): void {
    if (losses.length !== count) {
      throw new ShapeError(`${this.name}: must be given ${count} losses, received ${losses.length}.`);
    }
  }

  #requireStats({ losses = [], gramian = [] }: Partial<GradientStats>, count: number): void {
    if (this.needs !== 'nothing') this.#requireLosses(losses, count);
    if (this.needs === 'gramian' && (gramian.length !== count || gramian.some((row) => row.length !== count))) {
      throw new ShapeError(
        `${this.name}: must be given a ${count} × ${count} Gramian, received [${gramian.map((row) => row.length).join()}].`,
      );
    }
  }

  #answer(stats: Partial<GradientStats>): Weighing<unknown> {
    const told = Object.setPrototypeOf({ ...stats }, this.#unmeasured) as GradientStats;
    return this.#balancer.weigh(told, this.#state);
  }
}
