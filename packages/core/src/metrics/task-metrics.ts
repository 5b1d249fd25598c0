import { gatherRows, markedRows } from '../data/gather.ts';
import { ShapeError } from '../errors.ts';
import { sizeOf } from '../size-of.ts';
import { predictionSize } from '../tasks/prediction-size.ts';
import type { TaskKind } from '../tasks/task-kind.ts';
import type { Scored } from './scored.ts';

/** Outputs of a task beside the truth, for examples of which some may have no label. */
export interface MaskedScored extends Scored {
  /** 1 where an example has a label, 0 where it is missing. Left out when none is missing. */
  readonly mask?: Uint8Array | undefined;
}

/**
 * All metrics of a task while examples come in: over those that have a label. A metric that is not defined for them (no label at all, AUC
 * with one class only) is NaN, and so is every metric when an output is NaN.
 */
export class TaskMetrics {
  readonly #owner: string;
  readonly #outputs: number;
  readonly #labels: number;
  readonly #states: ReadonlyMap<string, ReturnType<TaskKind['metrics'][number]['create']>>;
  #failed = false;

  /**
   * @param task - The task: its name for errors, its kind says what is measured.
   */
  constructor({ name, kind }: { readonly name: string; readonly kind: TaskKind }) {
    this.#owner = name;
    this.#outputs = predictionSize(kind);
    this.#labels = sizeOf(kind.labels);
    this.#states = new Map(kind.metrics.map((metric) => [metric.name, metric.create(kind)]));
  }

  /**
   * Takes in examples.
   *
   * @param batch - The examples.
   * @throws {@link ShapeError} when outputs, labels or marks are more or fewer than the examples have.
   */
  update(batch: MaskedScored): void {
    const { outputs, labels, mask, size } = batch;
    this.#requireLength('outputs', outputs, size * this.#outputs);
    this.#requireLength('labels', labels, size * this.#labels);
    if (mask) this.#requireLength('marks of present labels', mask, size);
    const known = mask ? this.#labelled(batch, mask) : batch;
    if (known.size === 0) return;
    this.#failed ||= known.outputs.some((output) => Number.isNaN(output));
    if (this.#failed) return;
    for (const state of this.#states.values()) state.update(known);
  }

  /** Every metric by its name. */
  compute(): Readonly<Record<string, number>> {
    return Object.fromEntries(
      Array.from(this.#states, ([name, state]) => [name, this.#failed ? Number.NaN : state.compute()]),
    );
  }

  #labelled({ outputs, labels }: Scored, mask: Uint8Array): Scored {
    const present = markedRows(mask);
    return {
      outputs: gatherRows(outputs, present, this.#outputs),
      labels: gatherRows(labels, present, this.#labels),
      size: present.length,
    };
  }

  #requireLength(what: string, numbers: ArrayLike<number>, expected: number): void {
    if (numbers.length === expected) return;
    throw new ShapeError(`${this.#owner}: ${what} must be ${expected} numbers, received ${numbers.length}.`);
  }
}
