import { type Compiled, compile, type CompileOptions, type EngineChoice } from '@equipoise/compiler';
import {
  cast,
  concat,
  mul,
  reshape,
  stack,
  sub,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Variable,
} from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import type { HeadPolicy, PerTask, Progress } from '../balancer.ts';
import type { BalancerRun } from '../balancer-run.ts';
import type { Batch } from '../data/batch.ts';
import type { ModelGraph } from '../model/model-graph.ts';
import type { Random } from '../random.ts';
import { stepDirection, type StepDirection } from './step-direction.ts';
import { recordForward } from './forward.ts';
import { type GradientScope, scopeJacobian } from './gradient-scope.ts';
import { HostBalancer, rowsOf } from './host-balancer.ts';
import type { OptimizerRun } from './optimizer-run.ts';
import { type RngStreamName, RngStreams } from './rng-streams.ts';
import type { Slots } from './slots.ts';
import { isSound, whenSound } from './sound.ts';
import { gramian } from './task-gradients.ts';
import { type BatchTensors, taskLosses } from './task-losses.ts';
import { TracedBatch } from './traced-batch.ts';
import { withPenalties } from './with-penalties.ts';

/** What a training step works on. */
export interface TrainingStepOptions {
  /** What the model computes. */
  readonly graph: ModelGraph;
  /** All parameters in one vector; every step assigns it. */
  readonly parameters: Variable;
  /** All buffers in one vector; undefined when there are none. */
  readonly buffers: Variable | undefined;
  /** The strategy that weighs the tasks. */
  readonly balancerRun: BalancerRun;
  /** The rule that makes updates of gradients. */
  readonly optimizerRun: OptimizerRun;
  /** What the strategy's gradient transform keeps. */
  readonly slots: Slots;
  /** How the heads are trained. */
  readonly headPolicy: HeadPolicy;
  /** What the gradients are over that a Gramian is made of. */
  readonly gradientScope: GradientScope;
  /** Whether a step whose gradient is not finite is left out. */
  readonly guard: boolean;
  /** What the strategy weighs: the tasks when left out. */
  readonly objectives?: 'tasks' | 'examples';
  /** Where the noise of the steps comes from, until another is named. */
  readonly random: Random;
  /** What runs it. */
  readonly engine: EngineChoice;
}

/** The place of a step in the run. */
export interface StepPlace extends Progress {
  /** Steps before this one whose update was applied. */
  readonly applied: number;
  /** The learning rate. */
  readonly learningRate: number;
}

/** What a step saw. */
export interface StepResult {
  /** The loss of each task; `null` for one without labels in the batch. */
  readonly losses: readonly (number | null)[];
  /** The weight of each task, priorities included. */
  readonly weights: PerTask;
  /** The inner products of the tasks' gradients, when the strategy looks at them; 0 for tasks without labels. */
  readonly gramian?: readonly PerTask[];
  /** Whether the step was left out, because a number was not finite. */
  readonly skipped?: boolean;
}

type CompiledStep = Compiled<[batches: readonly BatchTensors[], factors: Tensor, present: Tensor], Tensor>;

/** How a step is traced. */
interface Tracing {
  /** 1 for each task that is present, 0 for the others. */
  readonly present: Tensor1D;
  /** Whether the strategy knows its weights before the batch. */
  readonly weightsKnown: boolean;
}

/** One step of training, compiled: losses and gradients → the strategy, on the host → the optimizer. */
export class TrainingStep {
  readonly #options: TrainingStepOptions;
  readonly #host: HostBalancer;
  readonly #step: CompiledStep;
  readonly #stepAhead: CompiledStep;
  readonly #diagnose: Compiled<[BatchTensors], Tensor>;
  readonly #lossesAfter: Compiled<[BatchTensors], Tensor>;
  #latest: CompiledStep;
  readonly #rng: RngStreams;

  /** @param options - What the step works on. */
  constructor(options: TrainingStepOptions) {
    this.#options = options;
    const { balancerRun, graph, engine } = options;
    this.#host = new HostBalancer(balancerRun, graph.parts.tasks, options.guard, options.objectives);
    this.#rng = new RngStreams(options.random);
    // Each has random numbers of its own: a look at the gradients leaves the run as it is.
    const running = (stream: RngStreamName): CompileOptions => ({ engine, random: this.#rng.of(stream) });
    const compiled = (weightsKnown: boolean): CompiledStep =>
      compile((batches, factors, present) => {
        return this.#trace(batches, factors as Tensor1D, { present: present as Tensor1D, weightsKnown });
      }, running('steps'));
    this.#step = compiled(false);
    this.#stepAhead = compiled(true);
    this.#latest = this.#step;
    this.#diagnose = compile((batch: BatchTensors) => this.#traceGramian(batch), running('diagnosis'));
    const again = { engine, random: this.#rng.again() }; // Other masks would change losses where parameters do not.
    this.#lossesAfter = compile((batch: BatchTensors) => this.#traceLosses(batch), again);
  }

  /** The engine that runs the steps. */
  get engine(): CompiledStep['engine'] {
    return this.#latest.engine;
  }

  /**
   * Chooses the engine by what a step has to do, unless that was done.
   *
   * @param batches - The batches of a step, as large as those to come.
   */
  async choose(batches: readonly [Batch, ...Batch[]]): Promise<void> {
    const { engine, optimizerRun, balancerRun } = this.#options;
    await engine.choose(async () => {
      this.#host.begin(batches, { step: 0, epoch: 0, epochs: 1 });
      const chosen = this.#host.knowsWeights ? this.#stepAhead : this.#step;
      const step = await chosen.plan(batches, optimizerRun.factors(1, 0), this.#host.presence);
      return balancerRun.hasAfterStep ? [step, await this.#lossesAfter.plan(batches[0])] : [step];
    });
  }

  /**
   * Makes a step.
   *
   * @param batches - What to learn from; the others are those that the strategy's gradient transform draws besides.
   * @param place - Where training stands.
   * @throws {@link NonFiniteError} when a loss or gradient is not a finite number; it names the task and the step.
   */
  async run(batches: readonly [Batch, ...Batch[]], place: StepPlace): Promise<StepResult> {
    const host = this.#host;
    const { learningRate, applied, ...progress } = place;
    host.begin(batches, progress);
    if (this.#options.balancerRun.hasAfterStep) this.#rng.record();
    this.#latest = host.knowsWeights ? this.#stepAhead : this.#step;
    const factors = this.#options.optimizerRun.factors(applied + 1, learningRate);
    const seen = await this.#latest.onHost(batches, factors, host.presence);
    const losses = host.conclude(seen);
    if (this.#options.balancerRun.hasAfterStep) host.afterStep(await this.#lossesAfter.onHost(batches[0]));
    const { weights, gramian: seenGramian, skipped } = host;
    return { losses, weights, ...(seenGramian && { gramian: seenGramian }), ...(skipped && { skipped }) };
  }

  /**
   * The inner products of the tasks' gradients for a batch, without a step.
   *
   * @param batch - The batch.
   */
  async gramian(batch: Batch): Promise<readonly PerTask[]> {
    return rowsOf(await this.#diagnose.onHost(batch), this.#options.graph.parts.tasks.length);
  }

  /**
   * Names another source for the noise of the steps from now on.
   *
   * @param random - The source.
   */
  reseed(random: Random): void {
    this.#rng.reseed(random);
  }

  /** Writes the parameters, buffers and slots to their variables. */
  sync(): void {
    this.#step.sync();
    this.#stepAhead.sync();
  }

  /** Frees what the step holds. */
  async dispose(): Promise<void> {
    await this.#step.dispose();
    await this.#stepAhead.dispose();
    await this.#diagnose.dispose();
    await this.#lossesAfter.dispose();
  }

  #trace(tensors: readonly BatchTensors[], factors: Tensor1D, tracing: Tracing): Tensor {
    const batches = tensors.map((batch) => new TracedBatch(this.#options, batch));
    try {
      const batch = at(batches, 0);
      const forward = batch.forward();
      const { run } = forward;
      const losses = batch.losses();
      const { buffers, graph } = this.#options;
      const next = run.buffersAfter(graph.buffers);
      const direction = stepDirection({ ...this.#options, host: this.#host }, batches, { factors, ...tracing });
      const gradient = withPenalties(direction.gradient, forward);
      const made = this.#update({ ...direction, gradient }, factors, next ? [losses, next] : [losses]);
      if (buffers && next) buffers.assign(whenSound(made, next, buffers));
      return made ? concat([losses, reshape(cast(made, 'float32'), [1])]) : losses;
    } finally {
      for (const batch of batches) batch.dispose();
    }
  }

  /** Assigns all but the buffers, and says whether the step is made; undefined when it is in any case. */
  #update({ gradient, update, kept }: StepDirection, factors: Tensor1D, seen: readonly Tensor[]): Tensor | undefined {
    const { optimizerRun, parameters, guard, slots } = this.#options;
    const rest = [...(update ? [update] : []), ...Object.values(kept ?? {})];
    const sound = guard ? isSound([...seen, gradient, ...rest]) : undefined;
    // First, so that what the optimizer does with the parameters, such as averaging, sees it.
    if (update) {
      const moved: Tensor1D = sub(parameters, mul(update, optimizerRun.learningRate(factors)));
      parameters.assign(whenSound(sound, moved, parameters));
    }
    const made = optimizerRun.update(parameters, gradient, factors, sound);
    if (kept) slots.assign(kept, made);
    return made;
  }

  #traceGramian(batch: BatchTensors): Tensor2D {
    const forward = recordForward(this.#options, batch);
    try {
      return gramian(scopeJacobian(forward, this.#options.gradientScope));
    } finally {
      forward.tape.dispose();
    }
  }

  #traceLosses(batch: BatchTensors): Tensor {
    const { graph, parameters, buffers } = this.#options;
    const weights = graph.unflatten(parameters as unknown as Tensor1D);
    const run = graph.run(weights, buffers as unknown as Tensor1D | undefined, true, batch.labels);
    return stack([...taskLosses(graph, batch, run)]);
  }
}
