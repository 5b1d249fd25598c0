import type { EngineChoice, HostTensor } from '@equipoise/compiler';
import type { Tensor1D, Variable } from '@tensorflow/tfjs-core';

import { byTask } from '../architectures/architecture.ts';
import { lookup } from '../lookup.ts';
import { predictionSize } from '../tasks/prediction-size.ts';
import type { Task } from '../tasks/task.ts';
import type { Weights } from '../training/forward.ts';
import { Writer } from './writer.ts';

/** Makes predictions of what a forward pass without labels gave: outputs as they are, and sequences written from the features of their sources. */
export class Predictions {
  readonly #tasks: readonly Task[];
  readonly #writers: ReadonlyMap<string, Writer>;

  /**
   * @param weights - The model.
   * @param engine - What runs it.
   */
  constructor({ graph, parameters, buffers }: Weights, engine: EngineChoice) {
    const vector = (variable: Variable | undefined): Tensor1D => variable as unknown as Tensor1D;
    this.#tasks = graph.parts.tasks;
    this.#writers = new Map(
      this.#tasks.flatMap((task): [string, Writer][] => {
        const { writing } = task.kind;
        if (!writing) return [];
        const next: ConstructorParameters<typeof Writer>[2] = ({ memory, before, place }) => {
          const run = graph.run(graph.unflatten(vector(parameters)), vector(buffers), false);
          return graph.next(task.name)(before, memory, run, place);
        };
        return [[task.name, new Writer(task, writing, next, engine)]];
      }),
    );
  }

  /**
   * The predictions of a batch, by the name of the task.
   *
   * @param found - What the forward pass gave; tasks that are not in it are left out.
   * @param size - How many of its examples are wanted, from the first.
   */
  async of(found: Readonly<Record<string, HostTensor>>, size: number): Promise<Readonly<Record<string, Float32Array>>> {
    const tasks = this.#tasks.filter(({ name }) => Object.hasOwn(found, name));
    const copies = byTask(tasks, ({ name, kind }) => {
      const data = lookup(found, name).data as Float32Array;
      const own = data.subarray(0, kind.writing ? data.length : size * predictionSize(kind));
      return this.#writers.size > 0 ? own.slice() : own; // Another call of the model while one writes would write over them.
    });
    const shapes = byTask(tasks, ({ name }) => lookup(found, name).shape);
    const written = new Map<string, Float32Array>();
    for (const [name, writer] of this.#writers) {
      if (!Object.hasOwn(copies, name)) continue;
      written.set(name, await writer.write({ data: lookup(copies, name), shape: lookup(shapes, name) }, size));
    }
    return byTask(tasks, ({ name }) => written.get(name) ?? lookup(copies, name));
  }

  /** Frees what it holds. */
  async dispose(): Promise<void> {
    for (const writer of this.#writers.values()) await writer.dispose();
  }
}
