import { type Compiled, compile, type Engine, hostCall, type HostTensor } from '@equipoise/compiler';
import { stack, type Tensor, type Tensor1D, type Tensor2D, type Variable } from '@tensorflow/tfjs-core';

import type { GradientStats, PerTask, Progress } from '../balancer.ts';
import type { Balancing } from '../balancing.ts';
import type { Network } from '../model/network.ts';
import type { Random } from '../random.ts';
import type { CompleteTask } from '../task.ts';
import { Adam } from './adam.ts';
import type { Batch } from './batch.ts';
import { requireFinite } from './finite.ts';
import type { HeadPolicy } from './fit.ts';
import { type BatchTensors, taskLosses, withForward } from './forward-pass.ts';
import { type Forward, gramian, sharedJacobian, weightedGradient } from './task-gradients.ts';

/** What a training step works on. */
export interface TrainingStepOptions {
  /** What the model computes. */
  readonly network: Network;
  /** All parameters of the network in one vector; every step assigns it. */
  readonly parameters: Variable;
  /** What is learnt. */
  readonly tasks: readonly CompleteTask[];
  /** The strategy that weighs the tasks. */
  readonly balancing: Balancing;
  /** Adam's step size. */
  readonly learningRate: number;
  /** How the heads are trained. */
  readonly headPolicy: HeadPolicy;
  /** Where the noise of the steps comes from. */
  readonly random: Random;
  /** What runs it. */
  readonly engine: Engine;
  /** Threads that a step may use. */
  readonly threads: number;
}

/** What a step saw. */
export interface StepResult {
  /** The loss of each task; `null` for one without labels in the batch. */
  readonly losses: readonly (number | null)[];
  /** The weight of each task, priorities included. */
  readonly weights: PerTask;
  /** The inner products of the tasks' gradients, when the strategy looks at them; 0 for tasks without labels. */
  readonly gramian?: readonly PerTask[];
}

/** One step of training, compiled: losses and gradients → the strategy, on the host → the update. */
export class TrainingStep {
  readonly #options: TrainingStepOptions;
  readonly #adam: Adam;
  readonly #step: Compiled<[BatchTensors, Tensor], Tensor>;
  readonly #diagnose: Compiled<[BatchTensors], Tensor>;
  readonly #lookBack: Compiled<[BatchTensors], Tensor>;
  #count = 0;
  #progress: Progress = { step: 0, epoch: 0, epochs: 1 };
  #present: readonly number[] = [];
  #weights: PerTask = [];
  #gramian: readonly PerTask[] | undefined;

  /** @param options - What the step works on. */
  constructor(options: TrainingStepOptions) {
    this.#options = options;
    const { parameters, learningRate, engine, threads, random } = options;
    this.#adam = new Adam(parameters.size, learningRate);
    this.#step = compile((batch: BatchTensors, factors: Tensor) => this.#trace(batch, factors), {
      engine,
      threads,
      random,
    });
    this.#diagnose = compile((batch: BatchTensors) => this.#traceGramian(batch), {
      engine,
      threads,
      random: random.fork('diagnosis'), // A look at the gradients leaves the run as it is.
    });
    this.#lookBack = compile((batch: BatchTensors) => stack([...taskLosses(options, batch)]), {
      engine,
      threads,
      random: random.fork('look back'),
    });
  }

  /** The engine that runs the steps. */
  get engine(): Engine {
    return this.#step.engine;
  }

  /**
   * Makes a step.
   *
   * @param batch - What to learn from.
   * @param progress - Where training stands.
   * @throws {@link NonFiniteError} when a loss or gradient is not a finite number; it names the task and the step.
   */
  async run(batch: Batch, progress: Progress): Promise<StepResult> {
    this.#begin(batch, progress);
    this.#count += 1;
    const seen = await this.#step.onHost(batch, this.#adam.factors(this.#count));
    const losses = [...seen.data];
    this.#requireFinite('loss', losses);
    const { balancing } = this.#options;
    if (balancing.foresees) balancing.weigh({ tasks: this.#present, progress, ...this.#seen(seen) });
    if (balancing.looksBack) await this.#tellAfter(batch);
    return {
      losses: losses.map((loss, task) => (this.#present.includes(task) ? loss : null)),
      weights: this.#weights,
      ...(this.#gramian ? { gramian: this.#gramian } : {}),
    };
  }

  /**
   * The inner products of the tasks' gradients for a batch, without a step.
   *
   * @param batch - The batch.
   * @param progress - Where training stands.
   */
  async gramian(batch: Batch, progress: Progress): Promise<readonly PerTask[]> {
    this.#begin(batch, progress);
    return rowsOf(await this.#diagnose.onHost(batch), this.#options.tasks.length);
  }

  /** Writes the parameters to their variable. */
  sync(): void {
    this.#step.sync();
  }

  /** Frees what the step holds. */
  async dispose(): Promise<void> {
    await this.#step.dispose();
    await this.#diagnose.dispose();
    await this.#lookBack.dispose();
    this.#adam.dispose();
  }

  #begin(batch: Batch, progress: Progress): void {
    this.#progress = progress;
    this.#gramian = undefined;
    this.#present = batch.present.flatMap((marks, task) =>
      !marks || marks.data.some((mark) => mark > 0) ? [task] : [],
    );
  }

  async #tellAfter(batch: Batch): Promise<void> {
    const { data } = await this.#lookBack.onHost(batch);
    this.#requireFinite('loss', [...data]);
    const tasks = this.#present;
    const losses = tasks.map((task) => data[task] ?? Number.NaN);
    this.#options.balancing.afterStep({ tasks, progress: this.#progress, losses });
  }

  #trace(batch: BatchTensors, factors: Tensor): Tensor {
    return withForward(this.#options, batch, (forward) => this.#traceUpdate(forward, factors));
  }

  #traceUpdate(forward: Forward, factors: Tensor): Tensor {
    const { balancing, headPolicy, parameters, tasks } = this.#options;
    const losses = stack([...forward.losses]);
    const jacobian = balancing.needs === 'gramian' ? sharedJacobian(forward) : undefined;
    const ahead = balancing.needs === 'nothing' || balancing.foresees;
    const looksAt = ahead ? [] : jacobian ? [losses, gramian(jacobian)] : [losses];
    const weights = hostCall(looksAt, { shape: [tasks.length] }, (...seen) => this.#weigh(seen)) as Tensor1D;
    const gradient = weightedGradient(forward, weights, { headPolicy, ...(jacobian ? { jacobian } : {}) });
    this.#adam.update(parameters, gradient, factors as Tensor1D);
    return losses;
  }

  #traceGramian(batch: BatchTensors): Tensor2D {
    return withForward(this.#options, batch, (forward) => gramian(sharedJacobian(forward)));
  }

  /** Asks the strategy, in float64, on the host: the answer is wanted in the middle of the step. */
  #weigh([losses, products]: readonly HostTensor[]): PerTask {
    const { balancing, tasks } = this.#options;
    const progress = this.#progress;
    if (losses) this.#requireFinite('loss', [...losses.data]);
    if (products) this.#keepGramian(products);
    const weights =
      balancing.foresees && !losses
        ? balancing.foresee({ tasks: this.#present, progress })
        : balancing.weigh({ tasks: this.#present, progress, ...this.#seen(losses) });
    this.#weights = weights.map((weight, task) => weight * (tasks[task]?.priority ?? 1));
    return this.#weights;
  }

  #keepGramian(products: HostTensor): void {
    this.#gramian = rowsOf(products, this.#options.tasks.length);
    this.#requireFinite(
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

  #requireFinite(what: string, values: PerTask): void {
    requireFinite(
      values,
      (task) => `the ${what} of task ${this.#options.tasks[task]?.name} at step ${this.#progress.step}`,
    );
  }
}

function rowsOf({ data }: HostTensor, length: number): readonly PerTask[] {
  return Array.from({ length }, (_, row) => [...data.subarray(row * length, (row + 1) * length)]);
}
