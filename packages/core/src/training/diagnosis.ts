import { type Compiled, compile, type EngineChoice } from '@equipoise/compiler';
import {
  concat,
  div,
  mul,
  type Rank,
  reshape,
  slice,
  stack,
  sub,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';

import type { Batch } from '../data/batch.ts';
import type { Diagnostics, StepDiagnosis } from './diagnostics.ts';
import { type Forward, recordForward, type Weights } from './forward.ts';
import { rowsOf } from './host-balancer.ts';
import { labelledIn } from './labelled-in.ts';
import { flatten, gramian, rows, scatterShared } from './task-gradients.ts';
import type { BatchTensors } from './task-losses.ts';

/** The parameters of one shared layer. */
interface SharedLayer {
  readonly path: string;
  /** Their places among the shared parameters. */
  readonly places: readonly number[];
}

/** Looks at single steps of a run, which stays as it is: nothing is assigned, and no random number is drawn. */
export class Diagnosis {
  readonly #weights: Weights;
  readonly #every: Diagnostics;
  readonly #layers: readonly SharedLayer[];
  readonly #traceLayers: Compiled<[BatchTensors], Tensor>;
  readonly #traceUpdate: Compiled<[BatchTensors, Tensor], Tensor>;
  readonly #traceAffinity: Compiled<[BatchTensors, Tensor], Tensor>;

  /**
   * @param weights - The model.
   * @param every - Which looks are taken, and how often.
   * @param engine - What runs them.
   */
  constructor(weights: Weights, every: Diagnostics, engine: EngineChoice) {
    this.#weights = weights;
    this.#every = every;
    this.#layers = sharedLayers(weights);
    this.#traceLayers = compile((batch: BatchTensors) => this.#layerGramians(batch), { engine });
    this.#traceUpdate = compile(
      (batch: BatchTensors, before: Tensor) => this.#updateGramian(batch, before as Tensor1D),
      { engine },
    );
    this.#traceAffinity = compile((batch: BatchTensors, rate: Tensor) => this.#affinity(batch, rate as Tensor1D), {
      engine,
    });
  }

  /**
   * Looks at a step before it is made.
   *
   * @param batch - Its batch.
   * @param place - How many steps were made, and the learning rate.
   */
  async before(batch: Batch, place: { readonly step: number; readonly learningRate: number }): Promise<StepDiagnosis> {
    const count = this.#taskCount;
    const { step, learningRate } = place;
    const seen: { -readonly [Key in keyof StepDiagnosis]: StepDiagnosis[Key] } = {};
    if (this.#isDue('layers', step)) {
      const { data } = await this.#traceLayers.onHost(batch);
      const gramians = this.#layers.map(({ path }, layer) => {
        const own = data.subarray(layer * count * count, (layer + 1) * count * count);
        return [path, rowsOf({ data: own, shape: [count, count] }, count)] as const;
      });
      seen.layerGramians = Object.fromEntries(gramians);
    }
    if (this.#isDue('affinity', step)) {
      const rate = { data: Float32Array.of(learningRate), shape: [1] };
      const rowsOfHelper = rowsOf(await this.#traceAffinity.onHost(batch, rate), count);
      const present = labelledIn(batch, this.#weights.graph.parts.tasks);
      const between = (task: number, helper: number): number =>
        present.includes(task) && present.includes(helper) ? (rowsOfHelper[helper]?.[task] ?? Number.NaN) : Number.NaN;
      seen.affinity = rowsOfHelper.map((_, task) => rowsOfHelper.map((__, helper) => between(task, helper)));
    }
    return seen;
  }

  /** Whether {@link Diagnosis.after} needs the parameters from before the step. */
  needsParameters(step: number): boolean {
    return this.#isDue('update', step);
  }

  /**
   * Looks at the update of a step that was made.
   *
   * @param batch - Its batch.
   * @param parameters - The parameters before it.
   */
  async after(batch: Batch, parameters: Float32Array): Promise<StepDiagnosis> {
    const before = { data: parameters, shape: [parameters.length] };
    const seen = await this.#traceUpdate.onHost(batch, before);
    return { updateGramian: rowsOf(seen, this.#taskCount + 1) };
  }

  /** Frees what looking needed. */
  async dispose(): Promise<void> {
    await this.#traceLayers.dispose();
    await this.#traceUpdate.dispose();
    await this.#traceAffinity.dispose();
  }

  get #taskCount(): number {
    return this.#weights.graph.parts.tasks.length;
  }

  #isDue(look: keyof Diagnostics, step: number): boolean {
    const every = this.#every[look];
    return every !== undefined && step % every === 0 && this.#layers.length > 0; // Nothing shared is nothing to see.
  }

  /** A forward pass at some parameters, for as long as something is made of it. */
  #at<Result>(batch: BatchTensors, vector: Tensor1D, make: (forward: Forward) => Result): Result {
    const forward = recordForward(this.#weights, batch, vector);
    try {
      return make(forward);
    } finally {
      forward.tape.dispose();
    }
  }

  #layerGramians(batch: BatchTensors): Tensor {
    return this.#at(batch, this.#parameters, (forward) => {
      const targets = sharedOf(forward);
      const gradients = forward.losses.map((loss) => forward.tape.vjp([loss], targets));
      const gramians = this.#layers.map(({ places }) => {
        const own = places.flatMap((place) => targets[place] ?? []);
        const jacobian = stack(
          gradients.map((ofTask) =>
            flatten(
              places.map((place) => ofTask[place] ?? null),
              own,
            ),
          ),
        );
        return gramian(jacobian as Tensor2D);
      });
      return stack(gramians);
    });
  }

  #updateGramian(batch: BatchTensors, before: Tensor1D): Tensor {
    return this.#at(batch, before, (forward) => {
      const after = this.#weights.graph.unflatten(this.#parameters);
      const moved = forward.parameters.flatMap((parameter, index) => {
        const now = after[index];
        return forward.partition.shared[index] && now ? [reshape(sub(parameter, now), [-1])] : [];
      });
      const jacobian = rows(forward, sharedOf(forward));
      return gramian(concat<Tensor2D>([jacobian, reshape<Rank.R2>(concat(moved), [1, -1])]));
    });
  }

  /** Row j: what a step of task j does to each task. */
  #affinity(batch: BatchTensors, rate: Tensor1D): Tensor {
    const here = this.#parameters;
    return this.#at(batch, here, (forward) => {
      const losses = stack([...forward.losses]);
      const jacobian = rows(forward, sharedOf(forward));
      const ahead = forward.losses.map((_, task) => {
        const gradient = reshape<Rank.R1>(slice(jacobian, [task, 0], [1, -1]), [-1]);
        const vector: Tensor1D = sub(here, mul(scatterShared(forward, gradient), rate));
        return this.#at(batch, vector, (after) => sub(1, div(stack([...after.losses]), losses)));
      });
      return stack(ahead);
    });
  }

  get #parameters(): Tensor1D {
    return this.#weights.parameters as unknown as Tensor1D;
  }
}

function sharedOf({ parameters, partition }: Forward): readonly Tensor[] {
  return parameters.filter((_, index) => partition.shared[index]);
}

/** Parameters whose paths differ in their last name only are one layer. */
function sharedLayers({ graph }: Weights): readonly SharedLayer[] {
  const shared = graph.parameters.filter((_, index) => graph.partition.shared[index]);
  const layers = new Map<string, number[]>();
  shared.forEach(({ path }, place) => {
    const layer = path.split('/').slice(0, -1).join('/');
    layers.set(layer, [...(layers.get(layer) ?? []), place]);
  });
  return [...layers].map(([path, places]) => ({ path, places }));
}
