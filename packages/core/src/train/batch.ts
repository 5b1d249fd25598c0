import type { DataType, HostTensor } from '@equipoise/compiler';

import { type InputSpec, inputShape, type Labels, labelsOf, type Split } from '../dataset.ts';
import type { CompleteTask } from '../task.ts';

/** Some examples with their labels, as a step takes them: one shape whatever the examples. */
export interface Batch {
  /** The examples. */
  readonly inputs: HostTensor;
  /** Each task's labels, in task order; 0 where one is missing. */
  readonly labels: readonly HostTensor[];
  /** 1 where an example has a task's label, 0 where not; `null` for a task that no example lacks. */
  readonly present: readonly (HostTensor | null)[];
}

/** Gathers examples of a split. */
export class BatchReader {
  readonly #split: Split;
  readonly #input: InputSpec;
  readonly #tasks: readonly CompleteTask[];
  readonly #masked: boolean;

  /**
   * @param split - Where the examples are.
   * @param input - What one example looks like.
   * @param tasks - What is learnt.
   * @param masked - Whether every task gets marks of present labels, missing or not.
   */
  constructor(split: Split, input: InputSpec, tasks: readonly CompleteTask[], masked = false) {
    this.#split = split;
    this.#input = input;
    this.#tasks = tasks;
    this.#masked = masked;
  }

  /**
   * The examples with these indices.
   *
   * @param indices - Which examples, in order.
   * @param size - How many rows the batch has; those beyond the indices are filled with the first example, without labels.
   */
  read(indices: ArrayLike<number>, size: number = indices.length): Batch {
    const shape = inputShape(this.#input);
    const width = shape.reduce((product, length) => product * length, 1);
    const rows = Array.from({ length: size }, (_, row) => indices[row] ?? indices[0] ?? 0);
    const type = this.#input.kind === 'text' ? 'int32' : 'float32';
    return {
      inputs: { data: gather(this.#split.inputs, rows, width, type), shape: [size, ...shape] },
      labels: this.#tasks.map((task) => this.#labels(task, rows)),
      present: this.#tasks.map((task) => this.#present(task, rows, indices.length)),
    };
  }

  #labels({ name, kind, outputs }: CompleteTask, rows: readonly number[]): HostTensor {
    const { values, present } = this.#of(name);
    const width = kind === 'multiclass' ? 1 : outputs;
    const data = gather(values, rows, width, kind === 'multiclass' ? 'int32' : 'float32');
    if (present) {
      rows.forEach((example, row) => {
        if (present[example] === 0) data.fill(0, row * width, (row + 1) * width);
      });
    }
    return { data, shape: kind === 'multiclass' ? [rows.length] : [rows.length, width] };
  }

  #present({ name }: CompleteTask, rows: readonly number[], count: number): HostTensor | null {
    const { present } = this.#of(name);
    if (!present && !this.#masked) return null;
    const marks = Float32Array.from(rows, (example, row) => (row < count ? (present?.[example] ?? 1) : 0));
    return { data: marks, shape: [rows.length] };
  }

  #of(task: string): Labels {
    return labelsOf(this.#split, task);
  }
}

/** From this length on, `set` copies a row faster than a loop. */
const longRow = 16;

function gather(
  from: Float32Array | Int32Array,
  rows: readonly number[],
  width: number,
  type: DataType,
): Float32Array | Int32Array {
  const to = type === 'int32' ? new Int32Array(rows.length * width) : new Float32Array(rows.length * width);
  rows.forEach((row, index) => {
    if (width >= longRow) to.set(from.subarray(row * width, (row + 1) * width), index * width);
    else for (let at = 0; at < width; at += 1) to[index * width + at] = from[row * width + at] ?? 0;
  });
  return to;
}
