import type { Value } from '../../graph/value.ts';
import { type Code, local } from '../wasm/code.ts';
import { vectorLoops } from '../wasm/loop-nest.ts';
import { FunctionBuilder } from '../wasm/function-builder.ts';
import { widthOf, storeLanes, loadLanes, loadBroadcast } from '../wasm/load-store.ts';
import { type StridedView, commonLoops } from '../strided-view.ts';
import type { KernelLaunch } from '../kernel-launch.ts';

/** An elementwise operator. */
export interface ElementwiseOp {
  /** Emits its instructions. */
  readonly emit: (inputs: readonly Code[], routine: FunctionBuilder) => Code;
  /** Its operands: a value that the loop has computed, a strided view of memory, or none. */
  readonly operands: readonly (StridedView | Value | undefined)[];
  /** Its outputs. */
  readonly value: Value;
}

/** A fused elementwise loop: elementwise operators on values of one size. */
export interface FusedLoop {
  /** The operators, in order. */
  readonly ops: readonly ElementwiseOp[];
  /** The results that are stored, and where. */
  readonly stores: readonly Store[];
}

/** A value that is stored. */
export interface Store {
  /** The value. */
  readonly from: Value;
  /** Where it is stored. */
  readonly to: StridedView;
}

/**
 * Whether an operand is read from memory.
 *
 * @param operand - The operand.
 */
export function isView(operand: StridedView | Value | undefined): operand is StridedView {
  return operand !== undefined && 'axes' in operand;
}

/** The strided views of a fused loop. */
function viewsOf({ ops, stores }: FusedLoop): readonly StridedView[] {
  const read = ops.flatMap(({ operands }) => operands.filter(isView));
  return [...new Set(read.filter(({ value }) => value.scalar === undefined)), ...stores.map(({ to }) => to)];
}

/**
 * The launch of a fused elementwise loop.
 *
 * @param pass - The pass.
 * @returns `undefined` when its views have no common loop nest.
 */
export function emitElementwiseLoop(pass: FusedLoop): KernelLaunch | undefined {
  const { ops, stores } = pass;
  const accesses = viewsOf(pass);
  const walks = commonLoops(accesses.map(({ axes }) => axes));
  if (!walks) return undefined;
  const reads = accesses.length - stores.length;
  const routine = new FunctionBuilder(accesses.length + 1);
  const pointers = accesses.map((access, index) => {
    const size = widthOf(access.value.dtype);
    return { pointer: local(index), steps: (walks[index] ?? []).map(({ stride }) => stride * size) };
  });

  const fixed = new Map<StridedView, Code>();
  const ahead: Code[] = [];
  accesses.slice(0, reads).forEach((access, index) => {
    const walk = pointers[index];
    if (!walk || (walk.steps.at(-1) ?? 0) !== 0) return;
    const held = routine.vector();
    fixed.set(access, held.get);
    ahead.push(loadBroadcast(access.value.dtype, walk.pointer.get), held.set);
  });

  const work = (count: number): Code => {
    const made = new Map<Value, Code>();
    const code: Code[] = [];
    const hold = (instructions: Code): Code => {
      const held = routine.vector();
      code.push(instructions, held.set);
      return held.get;
    };
    const loaded = new Map<StridedView, Code>();
    accesses.slice(0, reads).forEach((access, index) => {
      const walk = pointers[index];
      if (!walk || fixed.has(access)) return;
      loaded.set(access, hold(loadLanes(access.value.dtype, walk.pointer.get, walk.steps.at(-1) ?? 0, count)));
    });
    const codeOf = (operand: StridedView | Value | undefined): Code => {
      if (!isView(operand)) return (operand && made.get(operand)) ?? [];
      return fixed.get(operand) ?? loaded.get(operand) ?? known(routine, operand.value);
    };
    for (const { emit, operands, value } of ops) made.set(value, hold(emit(operands.map(codeOf), routine)));
    stores.forEach(({ from }, index) => {
      const walk = pointers[reads + index];
      if (!walk) return;
      const place = { address: walk.pointer.get, steps: walk.steps.at(-1) ?? 0, count };
      code.push(storeLanes(routine, from.dtype, made.get(from) ?? [], place));
    });
    return code;
  };
  const lengths = (walks[0] ?? []).map(({ length }) => length);
  const code = vectorLoops(routine, lengths, pointers, { before: ahead, work });
  return {
    kernel: routine.finish(code),
    reads: accesses.slice(0, reads),
    writes: stores.map(({ to }) => to),
    scratch: 0,
  };
}

/** A scalar constant. */
function known(routine: FunctionBuilder, { scalar = 0, dtype }: Value): Code {
  if (dtype === 'float32') return routine.float(scalar);
  return routine.integer(dtype === 'bool' ? -scalar : scalar);
}
