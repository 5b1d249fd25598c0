import { Graph } from '../graph/graph.ts';
import type { Part } from '../graph/partition.ts';
import type { Value } from '../graph/value.ts';
import { intoBlocks, lastIntoBlocks, outOfBlocks, putsChannel } from './layouts.ts';

/** What a value of the old graph is in the new one: in its own order, in blocks of channels, or both. */
export interface Forms {
  /** The value in its own order. */
  readonly plain?: Value;
  /** The value in blocks of channels: pictures with the channel first by their shape, but not by where their numbers lie. */
  readonly blocked?: Value;
}

/** A part of a graph while it is recorded anew: what each of its values is in the new graph. */
export class Rewriting {
  /** The new graph. */
  readonly graph = new Graph();
  /** How many channels lie side by side. */
  readonly block: number;
  readonly #forms = new Map<Value, Forms>();
  readonly #readers = new Map<Value, number>();

  /**
   * Begins with the inputs of a part.
   *
   * @param part - The part.
   * @param block - How many channels lie side by side.
   */
  constructor({ nodes, inputs, outputs }: Part, block: number) {
    this.block = block;
    for (const input of inputs) this.set(input, { plain: this.graph.input('x', input) });
    for (const value of [...nodes.flatMap((node) => node.inputs), ...outputs]) {
      if (value) this.#readers.set(value, (this.#readers.get(value) ?? 0) + 1);
    }
  }

  /**
   * Says what a value is in the new graph.
   *
   * @param value - The value.
   * @param forms - Its forms.
   */
  set(value: Value, forms: Forms): void {
    this.#forms.set(value, { ...this.#forms.get(value), ...forms });
  }

  /**
   * A value in its own order.
   *
   * @param value - A value of the old graph.
   */
  plain(value: Value): Value {
    const { plain, blocked } = this.#forms.get(value) ?? this.#constant(value);
    const made = plain ?? (blocked && outOfBlocks(this.graph, blocked, this.block));
    if (!made) throw new RangeError(`${value.name} is read before it is made`);
    this.set(value, { plain: made });
    return made;
  }

  /**
   * A value in blocks of channels.
   *
   * @param value - A value of the old graph: pictures with the channel first.
   */
  blocked(value: Value): Value {
    const known = this.#forms.get(value)?.blocked;
    if (known) return known;
    const [last] = putsChannel(value.node, 'first') && value.dtype === 'float32' ? (value.node?.inputs ?? []) : [];
    const made = last
      ? lastIntoBlocks(this.graph, this.plain(last), value.shape, this.block)
      : intoBlocks(this.graph, this.plain(value), this.block);
    this.set(value, { blocked: made });
    return made;
  }

  /**
   * Whether a value is there in blocks of channels.
   *
   * @param value - The value.
   */
  isBlocked(value: Value): boolean {
    return this.#forms.get(value)?.blocked !== undefined;
  }

  /**
   * Whether only one operator reads a value.
   *
   * @param value - The value.
   */
  isReadOnce(value: Value): boolean {
    return this.#readers.get(value) === 1;
  }

  #constant(value: Value): Forms {
    const { splat, constant, shape, dtype } = value;
    if (splat !== undefined) return { plain: this.graph.splat(splat, shape, dtype) };
    return constant ? { plain: this.graph.constant(constant, shape, dtype) } : {};
  }
}
