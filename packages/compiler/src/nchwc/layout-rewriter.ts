import { Graph } from '../graph/graph.ts';
import type { Subgraph } from '../graph/partition.ts';
import type { Value } from '../graph/value.ts';
import { nchwToNchwc, nhwcToNchwc, nchwcToNchw, isLayoutTranspose } from './layouts.ts';

/** A value of the old graph in the new one: in its original layout, in NCHWc, or both. */
export interface Layouts {
  /** The value in its original layout. */
  readonly original?: Value;
  /** The value in NCHWc; its shape is the NCHW shape. */
  readonly nchwc?: Value;
}

/** Rewrites a subgraph: knows the layouts in which each of its values is in the new graph. */
export class LayoutRewriter {
  /** The new graph. */
  readonly graph = new Graph();
  /** Channels of a block. */
  readonly block: number;
  readonly #layouts = new Map<Value, Layouts>();
  readonly #userCounts = new Map<Value, number>();

  /**
   * @param subgraph - The subgraph.
   * @param block - Channels of a block.
   */
  constructor({ nodes, inputs, outputs }: Subgraph, block: number) {
    this.block = block;
    for (const input of inputs) this.set(input, { original: this.graph.input('x', input) });
    for (const value of [...nodes.flatMap((node) => node.inputs), ...outputs]) {
      if (value) this.#userCounts.set(value, (this.#userCounts.get(value) ?? 0) + 1);
    }
  }

  /**
   * Records a value's layouts in the new graph.
   *
   * @param value - A value of the old graph.
   * @param layouts - Its layouts.
   */
  set(value: Value, layouts: Layouts): void {
    this.#layouts.set(value, { ...this.#layouts.get(value), ...layouts });
  }

  /**
   * A value in its original layout.
   *
   * @param value - A value of the old graph.
   */
  original(value: Value): Value {
    const { original, nchwc } = this.#layouts.get(value) ?? this.#constant(value);
    const made = original ?? (nchwc && nchwcToNchw(this.graph, nchwc, this.block));
    if (!made) throw new RangeError(`${value.name} is read before it is computed`);
    this.set(value, { original: made });
    return made;
  }

  /**
   * A value in NCHWc.
   *
   * @param value - A value of the old graph: images in NCHW.
   */
  nchwc(value: Value): Value {
    const known = this.#layouts.get(value)?.nchwc;
    if (known) return known;
    const [last] = isLayoutTranspose(value.node, 'nchw') && value.dtype === 'float32' ? (value.node?.inputs ?? []) : [];
    const made = last
      ? nhwcToNchwc(this.graph, this.original(last), value.shape, this.block)
      : nchwToNchwc(this.graph, this.original(value), this.block);
    this.set(value, { nchwc: made });
    return made;
  }

  /**
   * Whether a value was computed in NCHWc.
   *
   * @param value - The value.
   */
  hasNchwc(value: Value): boolean {
    return this.#layouts.get(value)?.nchwc !== undefined;
  }

  /**
   * Whether a value has one user.
   *
   * @param value - The value.
   */
  hasOneUser(value: Value): boolean {
    return this.#userCounts.get(value) === 1;
  }

  #constant(value: Value): Layouts {
    const { scalar, constant, shape, dtype } = value;
    if (scalar !== undefined) return { original: this.graph.scalarConstant(scalar, shape, dtype) };
    return constant ? { original: this.graph.constant(constant, shape, dtype) } : {};
  }
}
