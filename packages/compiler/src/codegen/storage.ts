import type { Subgraph } from '../graph/partition.ts';
import { isConstant, type Node, type Value } from '../graph/value.ts';
import { viewOf } from '../graph/views.ts';
import { type StridedView, type Axis, broadcastAxes, rowMajorStrides } from './strided-view.ts';
import type { BufferSlice } from './kernel-launch.ts';

/** Knows which values of a part have memory of their own, and the layout of the others. */
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
   * Whether nothing has to be done for a node: what it gives are stretches of what it takes.
   *
   * @param node - The node.
   */
  isNoOp(node: Node): boolean {
    return node.outputs.every((output) => this.#isView(output));
  }

  /**
   * The node of this part that gives a value.
   *
   * @param value - The value.
   */
  producerOf(value: Value): Node | undefined {
    return this.#inputs.has(value) ? undefined : value.node;
  }

  /**
   * How a value is gone through where a larger shape is wanted.
   *
   * @param value - The value.
   * @param shape - The shape that it is broadcast to.
   */
  broadcast(value: Value, shape: readonly number[]): StridedView {
    return { ...this.sliceOf(value), axes: broadcastAxes(value.shape, shape) };
  }

  /**
   * How a value is gone through along its axes; of one that is transposed, what it was before.
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
