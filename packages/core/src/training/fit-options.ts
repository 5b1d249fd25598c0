import type { Engine } from '@equipoise/compiler';

import type { Architecture } from '../architectures/architecture.ts';
import type { AnyBalancer, HeadPolicy } from '../balancer.ts';
import type { Callback } from '../callbacks/callback.ts';
import type { Dataset, Inputs } from '../data/dataset.ts';
import type { Encoder } from '../encoders/encoder.ts';
import type { Head } from '../heads/head.ts';
import type { WeightsByPath } from '../model/weights-by-path.ts';
import type { Monitor } from '../monitors/monitor.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import type { Sampler } from '../samplers/sampler.ts';
import type { Schedule } from '../schedules/schedule.ts';
import type { Task } from '../tasks/task.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Diagnostics } from './diagnostics.ts';
import type { GradientScope } from './gradient-scope.ts';
import type { ParameterGroup } from './parameter-groups.ts';

/** Options of {@link fit}. */
export interface FitOptions<Tasks extends Task = Task, Column extends string = string> {
  /** The data: training examples are learnt from, validation examples choose the best epoch, test examples are not read. */
  readonly dataset: Dataset<Tasks, Column>;
  /** The strategy that weighs the tasks. */
  readonly balancer: AnyBalancer;
  /** How often the training examples are gone through, at least 1; of several sources, see {@link multiSource}. */
  readonly epochs: number;
  /**
   * How the tasks share weights.
   *
   * @defaultValue `hardSharing()`: one encoder for all
   */
  readonly architecture?: Architecture;
  /**
   * The encoder of every input, or of each by its name.
   *
   * @defaultValue `textEncoder()` for tokens, `cnn()` for images, `tabular()` for rows of a table, `mlp()` for numbers
   */
  readonly encoder?: Encoder | Inputs<Encoder>;
  /**
   * Each task's own part, unless its kind brings one.
   *
   * @defaultValue `mlpHead()`: one dense layer from features to outputs
   */
  readonly head?: Head;
  /**
   * The rule that makes updates of gradients; `clip`, `accumulate` and `ema` go around it.
   *
   * @defaultValue `adam()`
   */
  readonly optimizer?: Optimizer;
  /**
   * The learning rate, above 0.
   *
   * @defaultValue 0.001
   */
  readonly learningRate?: number;
  /**
   * How the learning rate changes.
   *
   * @defaultValue `constant()`
   */
  readonly schedule?: Schedule;
  /**
   * What is different for some parameters: learning rate, weight decay, frozen or not.
   *
   * @defaultValue nothing
   */
  readonly groups?: readonly ParameterGroup[];
  /**
   * Examples in a step, at most those of the training split; the last, smaller batch of an epoch is left out (every epoch leaves out others).
   *
   * @defaultValue 128, or all training examples where there are fewer
   */
  readonly batchSize?: number;
  /**
   * How the steps are shared among the sources of a data set that {@link multiSource} made.
   *
   * @defaultValue `proportionalSampling()`: by the number of their examples
   */
  readonly sampler?: Sampler;
  /**
   * Whether the batch of a step is of one source, drawn with its share as its probability, or of several, each with its share of the examples
   * (rounded to whole ones, at least one). A strategy compares the tasks that it sees in one batch: with one source in a batch, those of that source.
   *
   * @defaultValue 'several'
   */
  readonly sourcesPerBatch?: 'one' | 'several';
  /**
   * Where every random number of the run comes from.
   *
   * @defaultValue 0
   */
  readonly seed?: number;
  /**
   * Which gradient the heads are trained with.
   *
   * @defaultValue what the strategy declares
   */
  readonly headPolicy?: HeadPolicy;
  /**
   * What the gradients are taken over that strategies look at by their Gramian, and that are diagnosed. The update is of all parameters
   * in any case. Strategies with a gradient transform of their own work on the shared parameters.
   *
   * @defaultValue 'shared'
   */
  readonly gradientScope?: GradientScope;
  /**
   * What the strategy weighs: the losses of the tasks, or those of the examples of a batch (instance-wise risk minimization, IWRM), over all parameters. The objective of an example is its loss, of
   * several tasks the sum in which each counts by its priority; an example without a label has none. With weights of 1 / n for a batch of n this is plain training. The strategy must read the Gramian alone,
   * and a step takes a backward pass for each example: take small batches. The history has the priorities as the weights of the tasks.
   *
   *     direction = Σᵢ wᵢ ∇cᵢ        cᵢ = n Σ_k p_k v_ki ℓ_ki / Σ_j v_kj
   *
   * ℓ_ki is the loss of task k on example i, v_ki its sample and class weight, 0 without a label, and p_k the priority.
   *
   * @defaultValue 'tasks'
   * @see P. Quinton, V. Rey. Jacobian Descent for Multi-Objective Optimization. 2024. https://arxiv.org/abs/2406.16232
   */
  readonly objectives?: 'tasks' | 'examples';
  /**
   * What epochs are compared by, on the validation split.
   *
   * @defaultValue `relativeLoss()`: the mean of the losses, each in units of a constant prediction's
   */
  readonly monitor?: Monitor;
  /**
   * Whose weights the model is left with: those of the best epoch, of the last, or the moving average of all steps, for an optimizer
   * that keeps one: `ema(adam())`.
   *
   * @defaultValue 'best'
   */
  readonly keep?: 'best' | 'last' | 'average';
  /**
   * What looks at the run: early stopping, checkpoints, progress, logs, or your own.
   *
   * @defaultValue none
   */
  readonly callbacks?: readonly Callback[];
  /**
   * Looks at the Gramian every so many steps even when the strategy does not, for the history; 0 never does.
   *
   * @defaultValue 0
   */
  readonly diagnoseEvery?: number;
  /**
   * Looks closer at single steps, for the history: at the conflict in every layer, at the update that was applied, at the affinity of tasks. The run stays as it is.
   *
   * @defaultValue none
   */
  readonly diagnostics?: Diagnostics;
  /**
   * What happens when a loss or gradient is not a finite number: the run stops with an error that names it, or the step is left out and
   * counted in the history.
   *
   * @defaultValue 'stop'
   */
  readonly onNonFinite?: 'stop' | 'skip';
  /**
   * What runs the steps, and the model after them. `auto` takes `native` for large steps and `wasm` for small ones, by what a step has
   * to do, and goes on with the engine of the checkpoint after `resume`.
   *
   * @defaultValue 'auto'
   */
  readonly engine?: Engine;
  /**
   * Threads that a step may use.
   *
   * @defaultValue 1
   */
  readonly threads?: number;
  /**
   * Weights to start from, by their paths: `weightsByPath(model)`, or `readModelFile(file).tensors`. Those whose path and shape the model has are taken, the
   * others are left, and weights that none is given for begin as usual; {@link History.start} and a note say which. The inputs should be made as for the
   * model that the weights are of.
   *
   * @defaultValue none: all begin as usual
   */
  readonly start?: WeightsByPath;
  /**
   * Where to go on: a checkpoint of a run with the same options. The rest of the run is bit by bit that of the unbroken one; more
   * epochs may be asked for.
   *
   * @defaultValue the beginning
   */
  readonly resume?: Checkpoint;
  /** Stops the run between two steps: {@link fit} then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}
