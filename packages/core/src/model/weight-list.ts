import { ShapeError } from '../errors.ts';
import { sizeOf } from '../size-of.ts';
import type { Scope, WeightRef } from '../layers/layer.ts';

/** The weights of a model in the order of their declaration: parameters, which are trained, and buffers, which layers assign. */
export class WeightList {
  /** What is trained: slices of one vector. */
  readonly parameters: WeightRef[] = [];
  /** What layers assign, such as moving averages: slices of another vector. */
  readonly buffers: WeightRef[] = [];
  readonly #paths = new Set<string>();

  /**
   * A scope that declares weights in this list.
   *
   * @param path - Its path; empty at the top.
   */
  scope(path = ''): Scope {
    const join = (name: string): string => (path === '' ? escaped(name) : `${path}/${escaped(name)}`);
    return {
      path,
      child: (name) => this.scope(join(name)),
      weight: (name, shape, initializer, { trainable = true, decay = shape.length > 1 } = {}) => {
        const list = trainable ? this.parameters : this.buffers;
        const size = sizeOf({ shape });
        const offset = vectorSize(list);
        const ref = { path: join(name), shape, size, offset, trainable, decay: trainable && decay, initializer };
        if (this.#paths.has(ref.path)) throw new ShapeError(`model: two weights have the path ${ref.path}.`);
        this.#paths.add(ref.path);
        list.push(ref);
        return ref;
      },
    };
  }
}

/**
 * Length of the vector that weights are slices of.
 *
 * @param weights - The weights.
 */
export function vectorSize(weights: readonly WeightRef[]): number {
  const last = weights.at(-1);
  return last ? last.offset + last.size : 0;
}

/** A name as a part of a path: a task may be named `a/b`. */
function escaped(name: string): string {
  return name.replaceAll('%', '%25').replaceAll('/', '%2F');
}
