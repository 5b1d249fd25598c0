import type { Node, Value } from '../../graph/value.ts';
import { sizeOf } from '../../host-tensor.ts';
import { type Code, local } from '../wasm/code.ts';
import { loops } from '../wasm/loop-nest.ts';
import { FunctionBuilder } from '../wasm/function-builder.ts';
import { f32x4, width } from '../wasm/simd.ts';
import { type StridedView, commonLoops, type Axis, rowMajorStrides } from '../strided-view.ts';
import { type KernelLaunch, wholeBuffer } from '../kernel-launch.ts';
import { reduceRows } from '../loops/reduce-rows.ts';
import { reduceLines } from '../loops/reduce-lines.ts';
import { gemm, type Pointers, type Product, scratchOf } from '../loops/gemm.ts';
import type { ScheduledOp } from '../fuse-elementwise.ts';
import type { Storage } from '../storage.ts';

/** A batch of matrices in memory. */
interface Matrices {
  readonly access: StridedView;
  /** The batch axes. */
  readonly outer: readonly Axis[];
  /** The last two axes. */
  readonly rows: Axis;
  readonly columns: Axis;
}

const none: Axis = { length: 1, stride: 0 };

/**
 * A matrix product, or a batched one.
 *
 * @param node - The node.
 * @param storage - Where values are in memory.
 * @returns `undefined` for other operators.
 */
export function lowerMatMul(node: Node, storage: Storage): readonly (ScheduledOp | KernelLaunch)[] | undefined {
  const { type, inputs, outputs, attributes } = node;
  const [left, right] = inputs;
  const [value] = outputs;
  if ((type !== 'MatMul' && type !== 'Gemm') || !left || !right || !value) return undefined;
  if (inputs.length > 2 || value.dtype !== 'float32' || left.shape.length < 2 || right.shape.length < 2)
    return undefined;
  const lengths = value.shape.slice(0, -2);
  const a = matricesOf(left, storage, { lengths, isTurned: attributes.transA === 1 });
  const b = matricesOf(right, storage, { lengths, isTurned: attributes.transB === 1 });
  const product: Product = {
    m: a.rows.length,
    n: b.columns.length,
    k: a.columns.length,
    a: { row: a.rows.stride, column: a.columns.stride },
    b: { row: b.rows.stride, column: b.columns.stride },
  };
  const { m, n, k } = product;
  if (k === 1) {
    const operands = [
      { ...a.access, axes: [...a.outer, a.rows, { length: n, stride: 0 }] },
      { ...b.access, axes: [...b.outer, { length: m, stride: 0 }, b.columns] },
    ];
    const emit = (factors: readonly Code[]): Code => [...factors.flat(), ...f32x4.multiply];
    return [{ op: { emit, operands, value }, size: sizeOf(value.shape) }];
  }
  const strides = rowMajorStrides(value.shape);
  const outer = lengths.map((length, axis) => ({ length, stride: strides[axis] ?? 0 }));
  const walks = commonLoops([a.outer, b.outer, outer]);
  if (!walks) return undefined;
  const routine = new FunctionBuilder(4);
  const at: Pointers = { a: local(0), b: local(1), c: local(2), scratch: local(3) };
  const times = (walks[0] ?? []).map(({ length }) => length);
  const pointers = [at.a, at.b, at.c].map((pointer, index) => ({
    pointer,
    steps: (walks[index] ?? []).map(({ stride }) => stride * width),
    moved: 0,
  }));
  const code = loops(routine, times, pointers, matrixVector(routine, product, at) ?? gemm(routine, product, at));
  return [
    {
      kernel: routine.finish(code),
      reads: [a.access, b.access],
      writes: [wholeBuffer(value)],
      scratch: scratchOf(product),
    },
  ];
}

function matricesOf(
  value: Value,
  storage: Storage,
  { lengths, isTurned }: { lengths: readonly number[]; isTurned: boolean },
): Matrices {
  const access = storage.layout(value);
  const [rows = none, columns = none] = access.axes.slice(-2);
  const missing = lengths.length + 2 - access.axes.length;
  const outer = lengths.map((length, axis) => {
    const own = access.axes[axis - missing];
    return { length, stride: own && own.length > 1 ? own.stride : 0 };
  });
  return { access, outer, rows: isTurned ? columns : rows, columns: isTurned ? rows : columns };
}

/** A matrix times a column, or a row times a matrix. */
function matrixVector(routine: FunctionBuilder, { m, n, k, a, b }: Product, at: Pointers): Code | undefined {
  const combine = f32x4.add;
  const neutral = (): Code => routine.float(0);
  const isRow = m === 1 && a.column === 1;
  if (!isRow && !(n === 1 && b.row === 1)) return undefined;
  const [factors, from, count] = isRow ? [at.a, at.b, n] : [at.b, at.a, m];
  const [along, inwards] = isRow ? [b.column, b.row] : [a.row, a.column];
  if (inwards === 1)
    return reduceLines(routine, { count, length: k, stride: along, factors, combine, neutral }, { from, to: at.c });
  if (along !== 1) return undefined;
  return reduceRows(routine, { count: k, length: count, stride: inwards, factors, combine }, { from, to: at.c });
}
