import type { Subgraph } from '../graph/partition.ts';
import { isConstant, type Node, type Value } from '../graph/value.ts';
import { viewOf } from '../graph/views.ts';
import { type StridedView, type Axis, broadcastAxes, rowMajorStrides } from './strided-view.ts';
import type { BufferSlice } from './kernel-launch.ts';

/** Decides which values of a graph partition have a buffer of their own, and which are strided views. */
export class Storage {
  readonly #inputs: ReadonlySet<Value>;

  /** @param part - The part. */
  constructor({ inputs }: Subgraph) {
    this.#inputs = new Set(inputs);
  }

  /**
   * The strided view of a value.
   *
   * @param value - The value.
   */
  sliceOf(value: Value): BufferSlice {
    const whole = this.#isView(value) ? value.node?.inputs[0] : undefined;
    if (!whole) return { value, offset: 0 };
    const { value: source, offset } = this.sliceOf(whole);
    return { value: source, offset: offset + viewOf(value).offset - viewOf(whole).offset };
  }

  /**
   * Whether a node needs no code: its outputs are contiguous ranges of its input.
   *
   * @param node - The node.
   */
  isNoOp(node: Node): boolean {
    return node.outputs.every((output) => this.#isView(output));
  }

  /**
   * The node of this partition that computes a value.
   *
   * @param value - The value.
   */
  producerOf(value: Value): Node | undefined {
    return this.#inputs.has(value) ? undefined : value.node;
  }

  /**
   * The strided view of a value that is broadcast to a larger shape.
   *
   * @param value - The value.
   * @param shape - The shape that it is broadcast to.
   */
  broadcast(value: Value, shape: readonly number[]): StridedView {
    return { ...this.sliceOf(value), axes: broadcastAxes(value.shape, shape) };
  }

  /**
   * The strided view of a value along its axes; of a transpose, the view of its source.
   *
   * @param value - The value.
   */
  layout(value: Value): StridedView {
    const node = this.producerOf(value);
    const before = node?.type === 'Transpose' ? node.inputs[0] : undefined;
    const perm = node?.attributes.perm;
    const strides = rowMajorStrides(before?.shape ?? value.shape);
    const axes = value.shape.map((length, axis): Axis => {
      const own = Array.isArray(perm) && before ? Number(perm[axis]) : axis;
      return { length, stride: strides[own] ?? 0 };
    });
    return { ...this.sliceOf(before ?? value), axes };
  }

  #isView(value: Value): boolean {
    return !this.#inputs.has(value) && !isConstant(value) && viewOf(value).source !== value;
  }
}
