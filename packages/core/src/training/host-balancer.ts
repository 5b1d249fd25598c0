import type { HostTensor } from '@equipoise/compiler';

import type { GradientStats, PerTask, Progress } from '../balancer.ts';
import type { BalancerRun } from '../balancer-run.ts';
import type { Batch } from '../data/batch.ts';
import type { Task } from '../tasks/task.ts';
import { requireFinite } from './finite.ts';
import { labelledIn, rowsLabelledIn } from './labelled-in.ts';

/** The host side of a training step: calls the strategy in float64, between the two parts of the graph. */
export class HostBalancer {
  readonly #run: BalancerRun;
  readonly #tasks: readonly Task[];
  readonly #guard: boolean;
  readonly #objectives: 'tasks' | 'examples';
  #skipped = false;
  #progress: Progress = { step: 0, epoch: 0, epochs: 1 };
  #present: readonly number[] = [];
  #labelled: readonly number[] = [];
  #weights: PerTask = [];
  #gramian: readonly PerTask[] | undefined;
  #weightsAhead: PerTask | undefined;
  #examples: readonly number[] = [];
  #rewind: (() => void) | undefined;

  /**
   * @param run - The strategy.
   * @param tasks - What is learnt.
   * @param guard - Whether a step with a number that is not finite is left out, instead of stopping the run.
   * @param objectives - What the strategy weighs.
   */
  constructor(run: BalancerRun, tasks: readonly Task[], guard = false, objectives: 'tasks' | 'examples' = 'tasks') {
    this.#run = run;
    this.#tasks = tasks;
    this.#guard = guard;
    this.#objectives = objectives;
  }

  /** The weights of the last step, priorities included. */
  get weights(): PerTask {
    return this.#weights;
  }

  /** The Gramian of the step, if the strategy needed it. */
  get gramian(): readonly PerTask[] | undefined {
    return this.#gramian;
  }

  /** Whether the step was left out, because a number was not finite. */
  get skipped(): boolean {
    return this.#skipped;
  }

  /** Whether the weights of this step are known ahead of the batch. */
  get knowsWeights(): boolean {
    return this.#weightsAhead !== undefined;
  }

  /**
   * Begins a step.
   *
   * @param batches - Its batches, its own first.
   * @param progress - Where training stands.
   */
  begin(batches: readonly [Batch, ...(readonly Batch[])], progress: Progress): void {
    this.#progress = progress;
    this.#rewind = this.#guard ? this.#run.mark() : undefined;
    this.#gramian = undefined;
    this.#skipped = false;
    this.#labelled = labelledIn(batches[0], this.#tasks);
    this.#present = this.#labelled.filter((task) =>
      batches.slice(1).every((batch) => labelledIn(batch, this.#tasks).includes(task)),
    );
    if (this.#objectives === 'examples') this.#examples = rowsLabelledIn(batches[0], this.#tasks);
    else this.#weightsAhead = this.#run.weightsAhead({ tasks: this.#present, progress });
  }

  /** 1 for each task that every batch of the step has labels for, 0 for the others. */
  get presence(): HostTensor {
    const marks = Float32Array.from(this.#tasks, (_, task) => Number(this.#present.includes(task)));
    return { data: marks, shape: [this.#tasks.length] };
  }

  /**
   * The weights for what the graph computed.
   *
   * @param seen - The losses and the Gramian, as far as the strategy looks at them.
   * @throws {@link NonFiniteError} when a number is not finite; it names the task and the step.
   */
  weigh([losses, products]: readonly HostTensor[]): PerTask {
    if (losses) this.requireFinite('loss', [...losses.data]);
    if (products) this.#keepGramian(products);
    if (this.#skipped) return this.#noWeights();
    const stats = { tasks: this.#present, progress: this.#progress };
    const answer = this.#weightsAhead ?? this.#run.weigh({ ...stats, ...this.#seen(losses) });
    this.#weights = this.#withPriorities(answer);
    return this.#weights;
  }

  /**
   * The weights for what a gradient transform measured, and those of the second batch after them.
   *
   * @param losses - The losses.
   * @param squares - The squared lengths of the gradients, where the gradient transform looked at them.
   * @param measured - What it measured: a number a task, or tasks × tasks.
   * @throws {@link NonFiniteError} when a loss or gradient is not finite; it names the task and the step.
   */
  weighMeasured(
    losses: HostTensor,
    squares: HostTensor | undefined,
    measured: Readonly<Record<string, HostTensor>>,
  ): PerTask {
    this.requireFinite('loss', [...losses.data]);
    if (squares) this.requireFinite('gradient', [...squares.data]);
    if (this.#skipped) return [...this.#noWeights(), ...this.#noWeights()];
    const named: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(measured)) named[name] = this.#ofPresent(value);
    const stats = { tasks: this.#present, progress: this.#progress, ...this.#seen(losses) };
    const { weights, secondaryWeights } = this.#run.weighAll(Object.assign(named, stats));
    this.#weights = this.#withPriorities(weights);
    return [...this.#weights, ...this.#withPriorities(secondaryWeights)];
  }

  /**
   * The weights of the examples of the batch; 0 for one without a label.
   *
   * @param seen - Their objectives, and the inner products of the gradients of these.
   * @throws {@link NonFiniteError} when a number is not finite; it names the example and the step.
   */
  weighExamples(seen: readonly HostTensor[]): PerTask {
    const [objectives, products] = seen as readonly [HostTensor, HostTensor];
    const count = objectives.data.length;
    const gramian = rowsOf(products, count);
    const lengths = gramian.map((row, example) => row[example] ?? Number.NaN);
    if (this.#guard) this.#skipped ||= !lengths.every(Number.isFinite);
    else requireFinite(lengths, (row) => `the gradient of example ${row} of the batch at step ${this.#progress.step}`);
    if (this.#skipped) return lengths.map(() => 0);
    this.#weights = this.#withPriorities(this.#tasks.map((_, task) => Number(this.#present.includes(task))));
    const tasks = this.#examples;
    return this.#run.weigh({
      tasks,
      progress: this.#progress,
      losses: tasks.map((row) => objectives.data[row] ?? Number.NaN),
      gramian: tasks.map((row) => tasks.map((other) => gramian[row]?.[other] ?? Number.NaN)),
    });
  }

  /** What the strategy tells its gradient transform before the weights are known. */
  current(): PerTask {
    return this.#run.current({ tasks: this.#present, progress: this.#progress });
  }

  /**
   * Tells a strategy that knew its weights before of the losses, and gives the loss of each task; `null` for one without labels. Where the
   * step was left out the strategy forgets it.
   *
   * @param seen - The losses, and with a guard 1 after them when the step was made, 0 when it was left out.
   * @throws {@link NonFiniteError} when one is not finite.
   */
  conclude(seen: HostTensor): readonly (number | null)[] {
    const losses = [...seen.data.subarray(0, this.#tasks.length)];
    this.requireFinite('loss', losses);
    this.#skipped ||= seen.data[this.#tasks.length] === 0;
    if (this.#skipped) {
      this.#rewind?.();
      this.#noWeights();
    } else if (this.knowsWeights) {
      this.#run.weigh({ tasks: this.#present, progress: this.#progress, ...this.#seen(seen) });
    }
    return losses.map((loss, task) => (this.#labelled.includes(task) ? loss : null));
  }

  /**
   * Tells the strategy the losses after the step.
   *
   * @param seen - The losses.
   * @throws {@link NonFiniteError} when one is not finite.
   */
  afterStep(seen: HostTensor): void {
    this.requireFinite('loss', [...seen.data]);
    if (this.#skipped) return;
    const losses = this.#present.map((task) => seen.data[task] ?? Number.NaN);
    this.#run.afterStep({ tasks: this.#present, progress: this.#progress, losses });
  }

  /**
   * Stops training where a number of a task is not finite, or leaves the step out.
   *
   * @param what - What the numbers are.
   * @param values - One for each task.
   * @throws {@link NonFiniteError} that names the task and the step.
   */
  requireFinite(what: string, values: PerTask): void {
    if (this.#guard) {
      this.#skipped ||= !values.every(Number.isFinite);
      return;
    }
    requireFinite(values, (task) => `the ${what} of task ${this.#tasks[task]?.name} at step ${this.#progress.step}`);
  }

  #noWeights(): PerTask {
    this.#weights = this.#tasks.map(() => 0);
    return this.#weights;
  }

  #keepGramian(products: HostTensor): void {
    this.#gramian = rowsOf(products, this.#tasks.length);
    this.requireFinite(
      'gradient',
      this.#gramian.map((row, task) => row[task] ?? Number.NaN),
    );
  }

  /** What the present tasks are like in this batch. */
  #seen(losses: HostTensor | undefined): Partial<GradientStats> {
    const present = this.#present;
    const gramian = this.#gramian;
    return {
      ...(losses ? { losses: present.map((task) => losses.data[task] ?? Number.NaN) } : {}),
      ...(gramian ? { gramian: present.map((i) => present.map((j) => gramian[i]?.[j] ?? Number.NaN)) } : {}),
    };
  }

  #ofPresent(value: HostTensor): PerTask | readonly PerTask[] {
    const take = (numbers: ArrayLike<number>): PerTask => this.#present.map((task) => numbers[task] ?? Number.NaN);
    if (value.shape.length < 2) return take(value.data);
    const rows = rowsOf(value, this.#tasks.length);
    return this.#present.map((task) => take(rows[task] ?? []));
  }

  #withPriorities(weights: PerTask): PerTask {
    if (this.#run.holdsPriorities) return weights;
    return weights.map((weight, task) => weight * (this.#tasks[task]?.priority ?? 1));
  }
}

/**
 * The rows of a square matrix.
 *
 * @param matrix - The matrix.
 * @param length - How many.
 */
export function rowsOf({ data }: HostTensor, length: number): readonly PerTask[] {
  return Array.from({ length }, (_, row) => [...data.subarray(row * length, (row + 1) * length)]);
}
