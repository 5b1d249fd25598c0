import type {
  AnyBalancer,
  Balancer,
  BalancerNeeds,
  GradientStats,
  LossStats,
  PerTask,
  RunSettings,
  StepStats,
  Weighing,
  WeighingStatus,
} from './balancer.ts';
import { EquipoiseError, NonFiniteError, ShapeError } from './errors.ts';
import type { GradientTransform } from './gradient-transform.ts';

/** The weights of every task of a run. */
export interface Weights {
  /** One weight for each task; 0 for one that the batch has no labels for. */
  readonly weights: PerTask;
  /** The same for the losses of the step's second batch. */
  readonly secondaryWeights: PerTask;
}

/** One run of a strategy: the only holder of its state. */
export class BalancerRun {
  /** How often each status was answered so far. */
  readonly statuses: Record<WeighingStatus, number> = { solved: 0, degenerate: 0, fallback: 0 };
  readonly #balancer: Balancer<unknown, GradientStats>;
  readonly #taskCount: number;
  #state: unknown;

  /**
   * @param balancer - The strategy to run.
   * @param taskCount - How many tasks the run has.
   * @param state - A state to go on from, as {@link BalancerRun.state} gave it; the strategy's first one when left out.
   * @param settings - What the strategy is told of the run, when it begins.
   */
  constructor(balancer: AnyBalancer, taskCount: number, state?: unknown, settings: RunSettings = { seed: 0 }) {
    this.#balancer = balancer;
    this.#taskCount = taskCount;
    this.#state = state ?? balancer.init(taskCount, settings);
  }

  /** The strategy's name. */
  get name(): string {
    return this.#balancer.name;
  }

  /** What the strategy looks at. */
  get needs(): BalancerNeeds {
    return this.#balancer.needs;
  }

  /** What the strategy makes of a step, where one weight a task is not enough. */
  get gradientTransform(): GradientTransform | undefined {
    return this.#balancer.gradientTransform;
  }

  /** What the strategy remembers: plain data that survives JSON. */
  get state(): unknown {
    return this.#state;
  }

  /**
   * One weight for every task of the run; 0 for a task that the batch has no labels for.
   *
   * @param stats - What the batch tells of the tasks that are present.
   * @throws {@link ShapeError} when a task is none of the run's, or the strategy needs a number that `stats` does not have.
   * @throws {@link NonFiniteError} when a weight is not a finite number.
   */
  weigh(stats: Partial<GradientStats>): PerTask {
    return this.weighAll(stats).weights;
  }

  /**
   * The same with the weights of the losses of the step's second batch.
   *
   * @param stats - What the batch tells of the tasks that are present, and what the gradient transform measured.
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
   * What the strategy tells its gradient transform before the weights are known, one number for every task of the run; leaves the strategy
   * as it is.
   *
   * @param stats - What is known of the batch.
   * @throws {@link EquipoiseError} when the strategy has nothing to tell.
   */
  current(stats: StepStats): PerTask {
    const tasks = this.#tasksOf(stats);
    if (!this.#balancer.current) throw new EquipoiseError(`${this.name}: has no weights before a batch.`);
    if (tasks.length === 0) return new Array<number>(this.#taskCount).fill(0);
    return this.#scatter(this.#balancer.current({ ...stats, tasks }, this.#state), tasks);
  }

  /**
   * The weights that {@link BalancerRun.weigh} will answer for a batch, where the strategy knows them before, and has no gradient transform; leaves
   * it as it is.
   *
   * @param stats - What is known of the batch.
   */
  weightsAhead(stats: StepStats): PerTask | undefined {
    const tasks = this.#tasksOf(stats);
    const weights = this.gradientTransform
      ? undefined
      : this.#balancer.weightsAhead?.({ ...stats, tasks }, this.#state);
    return weights && this.#scatter(weights, tasks);
  }

  /** Whether the strategy looks at the losses after a step. */
  get hasAfterStep(): boolean {
    return this.#balancer.afterStep !== undefined;
  }

  /**
   * Tells the strategy what a step did.
   *
   * @param stats - The losses of the same batch after the step, for the same tasks.
   * @throws {@link ShapeError} when a task is none of the run's, or has no loss.
   */
  afterStep(stats: LossStats): void {
    const tasks = this.#tasksOf(stats);
    if (!this.#balancer.afterStep || tasks.length === 0) return;
    this.#requireLosses(stats.losses, tasks.length);
    this.#state = this.#balancer.afterStep({ ...stats, tasks }, this.#state);
  }

  /**
   * Tells the strategy that an epoch has ended.
   *
   * @param meanLosses - The mean loss of each task over the epoch.
   */
  endEpoch(meanLosses: PerTask): void {
    if (this.#balancer.endEpoch) this.#state = this.#balancer.endEpoch(meanLosses, this.#state);
  }

  /** One weight for every task of the run. */
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
    return this.#balancer.weigh(stats as GradientStats, this.#state);
  }
}
