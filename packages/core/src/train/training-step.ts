import { type Compiled, compile, type CompileOptions, type EngineChoice, hostCallback } from '@equipoise/compiler';
import {
  mul,
  stack,
  sub,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Variable,
  zerosLike,
} from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import type { PerTask, Progress } from '../balancer.ts';
import type { BalancerRun } from '../balancer-run.ts';
import type { Network } from '../model/network.ts';
import type { Random } from '../random.ts';
import type { CompleteTask } from '../task.ts';
import { Adam, type SavedAdam } from './adam.ts';
import type { Batch } from './batch.ts';
import type { HeadPolicy } from '../balancer.ts';
import { applyTransform } from './apply-transform.ts';
import { type BatchTensors, taskLosses, withForward } from './forward-pass.ts';
import { type GradientScope, scopeJacobian } from './gradient-scope.ts';
import { type RngStreamName, RngStreams } from './rng-streams.ts';
import { type SavedSlots, Slots } from './slots.ts';
import { rowsOf, HostBalancer } from './host-balancer.ts';
import { scatterShared, gramian, weightedGradient } from './task-gradients.ts';
import { TracedBatch } from './traced-batch.ts';

/** What a training step works on. */
export interface TrainingStepOptions {
  /** What the model computes. */
  readonly network: Network;
  /** All parameters of the network in one vector; every step assigns it. */
  readonly parameters: Variable;
  /** What is learnt. */
  readonly tasks: readonly CompleteTask[];
  /** The strategy that weighs the tasks. */
  readonly balancerRun: BalancerRun;
  /** Adam's step size. */
  readonly learningRate: number;
  /** How the heads are trained. */
  readonly headPolicy: HeadPolicy;
  /** What the gradients are over that a Gramian is made of. */
  readonly gradientScope: GradientScope;
  /** Where the noise of the steps comes from, until another is named. */
  readonly random: Random;
  /** What runs it. */
  readonly engine: EngineChoice;
  /** What was saved of the steps before. */
  readonly saved?: SavedStep;
}

/** What a step remembers beside the parameters and what the strategy does. */
export interface SavedStep {
  /** Steps that were made. */
  readonly count: number;
  /** What the optimizer remembers. */
  readonly optimizer: SavedAdam;
  /** What the strategy's gradient transform keeps. */
  readonly slots: SavedSlots;
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

type CompiledStep = Compiled<[batches: readonly BatchTensors[], factors: Tensor, present: Tensor], Tensor>;

/** How a step is traced. */
interface Tracing {
  /** 1 for each task that is present, 0 for the others. */
  readonly present: Tensor1D;
  /** Whether the strategy knows its weights before the batch. */
  readonly weightsKnown: boolean;
}

/** One step of training, compiled: losses and gradients → the strategy, on the host → the update. */
export class TrainingStep {
  readonly #options: TrainingStepOptions;
  readonly #host: HostBalancer;
  readonly #adam: Adam;
  readonly #slots: Slots;
  readonly #step: CompiledStep;
  readonly #stepAhead: CompiledStep;
  readonly #diagnose: Compiled<[BatchTensors], Tensor>;
  readonly #lossesAfter: Compiled<[BatchTensors], Tensor>;
  #latest: CompiledStep;
  #count: number;
  readonly #rng: RngStreams;

  /** @param options - What the step works on. */
  constructor(options: TrainingStepOptions) {
    this.#options = options;
    const { balancerRun, tasks, parameters, learningRate, engine, saved } = options;
    this.#host = new HostBalancer(balancerRun, tasks);
    this.#adam = new Adam(parameters.size, learningRate, saved?.optimizer);
    this.#slots = new Slots(balancerRun.gradientTransform?.slots, saved?.slots);
    this.#count = saved?.count ?? 0;
    this.#rng = new RngStreams(options.random); // A look at the gradients has numbers of its own, and leaves the run as it is.
    const running = (stream: RngStreamName): CompileOptions => ({ engine, random: this.#rng.of(stream) });
    const compiled = (weightsKnown: boolean): CompiledStep =>
      compile(
        (batches, factors, present) => this.#trace(batches, factors, { present: present as Tensor1D, weightsKnown }),
        running('steps'),
      );
    this.#step = compiled(false);
    this.#stepAhead = compiled(true);
    this.#latest = this.#step;
    this.#diagnose = compile((batch: BatchTensors) => this.#traceGramian(batch), running('diagnosis'));
    const again = { engine, random: this.#rng.again() }; // Other masks would change losses where parameters do not.
    this.#lossesAfter = compile((batch: BatchTensors) => stack([...taskLosses(options, batch)]), again);
  }

  /** The engine that runs the steps. */
  get engine(): CompiledStep['engine'] {
    return this.#latest.engine;
  }

  /**
   * Chooses the engine by what a step has to do, unless that was done.
   *
   * @param batch - A batch of the size of those to come.
   * @param extraBatches - The others of a step.
   */
  async choose(batch: Batch, extraBatches: readonly Batch[] = []): Promise<void> {
    await this.#options.engine.choose(async () => {
      this.#host.begin([batch, ...extraBatches], { step: 0, epoch: 0, epochs: 1 });
      const chosen = this.#host.knowsWeights ? this.#stepAhead : this.#step;
      const step = await chosen.plan([batch, ...extraBatches], this.#adam.factors(1), this.#host.presence);
      return this.#options.balancerRun.hasAfterStep ? [step, await this.#lossesAfter.plan(batch)] : [step];
    });
  }

  /**
   * Makes a step.
   *
   * @param batch - What to learn from.
   * @param progress - Where training stands.
   * @param extraBatches - The batches that the strategy's gradient transform draws besides.
   * @throws {@link NonFiniteError} when a loss or gradient is not a finite number; it names the task and the step.
   */
  async run(batch: Batch, progress: Progress, extraBatches: readonly Batch[] = []): Promise<StepResult> {
    const host = this.#host;
    host.begin([batch, ...extraBatches], progress);
    this.#count += 1;
    if (this.#options.balancerRun.hasAfterStep) this.#rng.record();
    this.#latest = host.knowsWeights ? this.#stepAhead : this.#step;
    const factors = this.#adam.factors(this.#count);
    const losses = host.conclude(await this.#latest.onHost([batch, ...extraBatches], factors, host.presence));
    if (this.#options.balancerRun.hasAfterStep) host.afterStep(await this.#lossesAfter.onHost(batch));
    return { losses, weights: host.weights, ...(host.gramian ? { gramian: host.gramian } : {}) };
  }

  /**
   * The inner products of the tasks' gradients for a batch, without a step.
   *
   * @param batch - The batch.
   */
  async gramian(batch: Batch): Promise<readonly PerTask[]> {
    return rowsOf(await this.#diagnose.onHost(batch), this.#options.tasks.length);
  }

  /**
   * Names another source for the noise of the steps from now on.
   *
   * @param random - The source.
   */
  reseed(random: Random): void {
    this.#rng.reseed(random);
  }

  /** Writes the parameters to their variable. */
  sync(): void {
    this.#step.sync();
    this.#stepAhead.sync();
  }

  /** What the step remembers, once the parameters were written to their variable. */
  save(): SavedStep {
    return { count: this.#count, optimizer: this.#adam.save(), slots: this.#slots.save() };
  }

  /** Frees what the step holds. */
  async dispose(): Promise<void> {
    await this.#step.dispose();
    await this.#stepAhead.dispose();
    await this.#diagnose.dispose();
    await this.#lossesAfter.dispose();
    this.#adam.dispose();
    this.#slots.dispose();
  }

  #trace(tensors: readonly BatchTensors[], factors: Tensor, tracing: Tracing): Tensor {
    const batches = tensors.map((batch) => new TracedBatch(this.#options, batch));
    try {
      return this.#traceUpdate(batches, factors as Tensor1D, tracing);
    } finally {
      for (const batch of batches) batch.dispose();
    }
  }

  #traceUpdate(batches: readonly TracedBatch[], factors: Tensor1D, { present, weightsKnown }: Tracing): Tensor {
    const { balancerRun, headPolicy, learningRate } = this.#options;
    const parameters = this.#options.parameters;
    const { gradientTransform } = balancerRun;
    const batch = at(batches, 0);
    const forward = batch.forward();
    if (!gradientTransform) {
      this.#adam.update(parameters, this.#traceGradient(batch, weightsKnown), factors);
      return batch.losses();
    }
    const flat = parameters as unknown as Tensor1D;
    const context = { batches, present, learningRate, slots: this.#slots, host: this.#host, parameters: flat };
    const { direction, update, weights } = applyTransform(gradientTransform, context);
    if (direction?.size === parameters.size) {
      this.#adam.update(parameters, direction, factors);
      return batch.losses();
    }
    const known = update ? zerosLike(update) : direction;
    const gradient = weightedGradient(forward, weights, { headPolicy, ...(known && { direction: known }) });
    this.#adam.update(parameters, gradient, factors);
    if (update) parameters.assign(sub(parameters, mul(scatterShared(forward, update), learningRate)));
    return batch.losses();
  }

  /** The direction of a step for a strategy that answers weights. */
  #traceGradient(batch: TracedBatch, weightsKnown: boolean): Tensor1D {
    const { balancerRun, gradientScope, headPolicy, tasks } = this.#options;
    const forward = batch.forward();
    const seen = balancerRun.needs === 'gramian' && !weightsKnown ? scopeJacobian(forward, gradientScope) : undefined;
    const ahead = balancerRun.needs === 'nothing' || weightsKnown;
    const looksAt = ahead ? [] : seen ? [batch.losses(), gramian(seen)] : [batch.losses()];
    const weights = hostCallback(looksAt, { shape: [tasks.length] }, (...found) => this.#host.weigh(found)) as Tensor1D;
    const known = seen && gradientScope === 'shared' ? { jacobian: seen } : {};
    return weightedGradient(forward, weights, { headPolicy, ...known });
  }

  #traceGramian(batch: BatchTensors): Tensor2D {
    const { gradientScope } = this.#options;
    return withForward(this.#options, batch, (forward) => gramian(scopeJacobian(forward, gradientScope)));
  }
}
