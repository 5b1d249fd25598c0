import { CompileError } from '../errors.ts';
import { type ConstantData, isConstant, type Value } from '../graph/value.ts';
import { sourceOf } from '../graph/views.ts';
import { sizeOf } from '../host-tensor.ts';

/** What a value is made of when it is 0 but for a few rows, as the gradient of a table that rows are looked up in is. */
export interface Scattered {
  /** Which rows, each as often as something is added to it. */
  readonly indices: Value;
  /** What is added to them. */
  readonly updates: Value;
}

/**
 * What a value is made of, if rows are added to zeros.
 *
 * @param value - The value.
 */
export function scatteredOf({ node, dtype }: Value): Scattered | undefined {
  const [zeros, indices, updates] = node?.inputs ?? [];
  const isSum = node?.type === 'ScatterND' && node.attributes.reduction === 'add' && zeros?.splat === 0;
  if (!isSum || !indices || !updates || dtype !== 'float32' || indices.shape.at(-1) !== 1) return undefined;
  return isConstant(updates) || isConstant(indices) ? undefined : { indices: uncast(indices), updates };
}

/** Indices before they became int64. */
function uncast(indices: Value): Value {
  const { node } = sourceOf(indices);
  const [before] = node?.inputs ?? [];
  return node?.type === 'Cast' && before?.dtype === 'int32' ? before : indices;
}

/** Memory that is 0 but for the rows of one step. */
export class ScatterRoom {
  readonly #memory: Float32Array;
  readonly #width: number;

  /**
   * @param memory - The memory, all 0.
   * @param updates - What is added to its rows.
   */
  constructor(memory: Float32Array, { updates }: Scattered) {
    this.#memory = memory;
    this.#width = sizeOf(updates.shape.slice(1));
  }

  /**
   * Adds numbers to rows.
   *
   * @param indices - Which rows.
   * @param updates - The numbers, row by row.
   * @throws {@link CompileError} when there is no such row; the memory is as it was.
   */
  add(indices: ConstantData, updates: Float32Array): void {
    const rows = Array.from(indices, Number);
    const count = this.#memory.length / this.#width;
    const stranger = rows.find((row) => row >= count || row < -count);
    if (stranger !== undefined) {
      throw new CompileError(`compile: a gradient is for row ${stranger} of a tensor with ${count} rows.`);
    }
    let from = 0;
    for (const row of rows) {
      const start = this.#startOf(row);
      for (let at = start; at < start + this.#width; at += 1, from += 1) {
        this.#memory[at] = (this.#memory[at] ?? 0) + (updates[from] ?? 0);
      }
    }
  }

  /**
   * Makes rows 0 again.
   *
   * @param indices - Which rows.
   */
  clear(indices: ConstantData): void {
    for (const index of indices) {
      const start = this.#startOf(Number(index));
      this.#memory.fill(0, start, start + this.#width);
    }
  }

  #startOf(row: number): number {
    return row * this.#width + (row < 0 ? this.#memory.length : 0);
  }
}
