import { CompileError } from '../errors.ts';
import { type ConstantData, isConstant, type Value } from '../graph/value.ts';
import { sourceOf } from '../graph/views.ts';
import { sizeOf } from '../host-tensor.ts';

/** A value that is 0 except for a few rows, such as the gradient of an embedding table (`tf.IndexedSlices`). */
export interface SparseRows {
  /** The row that each update is added to; a row may occur several times. */
  readonly indices: Value;
  /** The updates, a row each. */
  readonly updates: Value;
}

/**
 * The sparse form of a value, if it is a scatter-add into zeros.
 *
 * @param value - The value.
 */
export function sparseRowsOf({ node, dtype }: Value): SparseRows | undefined {
  const [zeros, indices, updates] = node?.inputs ?? [];
  const isSum = node?.type === 'ScatterND' && node.attributes.reduction === 'add' && zeros?.scalar === 0;
  if (!isSum || !indices || !updates || dtype !== 'float32' || indices.shape.at(-1) !== 1) return undefined;
  return isConstant(updates) || isConstant(indices) ? undefined : { indices: beforeCast(indices), updates };
}

/** Indices before they were cast to int64. */
function beforeCast(indices: Value): Value {
  const { node } = sourceOf(indices);
  const [before] = node?.inputs ?? [];
  return node?.type === 'Cast' && before?.dtype === 'int32' ? before : indices;
}

/** A dense buffer of zeros, except for the rows of the current step. */
export class SparseRowBuffer {
  readonly #memory: Float32Array;
  readonly #width: number;

  /**
   * @param memory - The buffer, all 0.
   * @param sparseRows - The sparse value.
   */
  constructor(memory: Float32Array, { updates }: SparseRows) {
    this.#memory = memory;
    this.#width = sizeOf(updates.shape.slice(1));
  }

  /**
   * Adds updates to rows.
   *
   * @param indices - The row of each update.
   * @param updates - The elements of the updates, row by row.
   * @throws {@link CompileError} for an index out of range; the buffer is unchanged.
   */
  add(indices: ConstantData, updates: Float32Array): void {
    const rows = Array.from(indices, Number);
    const count = this.#memory.length / this.#width;
    const outOfRange = rows.find((row) => row >= count || row < -count);
    if (outOfRange !== undefined) {
      throw new CompileError(`compile: a gradient is for row ${outOfRange} of a tensor with ${count} rows.`);
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
   * Sets rows to 0 again.
   *
   * @param indices - The rows.
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
