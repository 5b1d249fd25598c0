import { hasOneElement, type Node, type Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { assemble as assembleModule } from '../codegen/wasm/assemble.ts';
import { advance, type Code, integer, type Local, repeat } from '../codegen/wasm/code.ts';
import { FunctionBuilder } from '../codegen/wasm/function-builder.ts';
import { bits, f32x4, lanes, load, loadSplat, store, storeLane, vectorBytes, width } from '../codegen/wasm/simd.ts';
import type { FusedUpdate } from './find-updates.ts';
import { instructionsOf, isWeightedSum } from './fusable-ops.ts';

/** The address of a value: bytes from the beginning of the memory. */
export type AddressOf = (value: Value) => number;

/** The smallest number that is not denormal. */
const smallestNormal = 2 ** -126;

/**
 * Generates the WebAssembly module that runs fused updates (export `run`) on an imported memory (`memory` of `host`). Each update is
 * one vectorized loop over four elements at a time. Denormal results are flushed to 0: an optimizer's moments that decay into
 * denormal numbers would slow every later step.
 *
 * @param updates - The fused updates.
 * @param addressOf - The address of each value; a load may read beyond its end.
 * @param pages - Size of the memory, in pages of 64 KiB.
 */
export function assembleUpdates(updates: readonly FusedUpdate[], addressOf: AddressOf, pages: number): Uint8Array {
  const routine = new FunctionBuilder(0);
  const offset = routine.index();
  const code = updates.map((update) => updateLoop(routine, update, { addressOf, offset }));
  return assembleModule(routine.finish(code), { pages });
}

/** Where a loop reads and writes. */
interface LoopPosition {
  readonly addressOf: AddressOf;
  /** Byte offset of the current elements within every value. */
  readonly offset: Local;
}

function updateLoop(
  routine: FunctionBuilder,
  { nodes, leaves, stores }: FusedUpdate,
  { addressOf, offset }: LoopPosition,
): Code {
  const held = new Map<Value, Local>();
  const hold = (value: Value, code: Code): Code => {
    const local = routine.vector();
    held.set(value, local);
    return [code, local.set];
  };
  const get = (value: Value | undefined): Code => (value && held.get(value)?.get) ?? [];

  const operands = new Set(nodes.filter((node) => !isWeightedSum(node)).flatMap(({ inputs }) => inputs));
  const scalars = leaves.filter((leaf) => operands.has(leaf) && (leaf.scalar !== undefined || hasOneElement(leaf)));
  const arrays = leaves.filter((leaf) => operands.has(leaf) && !scalars.includes(leaf));
  const preheader = scalars.map((leaf) => hold(leaf, broadcastScalar(routine, leaf, addressOf)));
  const tiny = routine.float(smallestNormal);

  const loads = arrays.map((leaf) => hold(leaf, [offset.get, load(addressOf(leaf))]));
  const compute = nodes.map((node) => {
    const [output] = node.outputs;
    if (!output) return [];
    if (isWeightedSum(node)) return hold(output, weightedSum(node, { addressOf, offset }));
    return hold(output, [node.inputs.map(get), instructionsOf(node.type)]);
  });
  const flushed = (value: Value): Code => [get(value), get(value), f32x4.abs, tiny, f32x4.less, bits.andNot];
  const storeFour = (value: Value): Code => [offset.get, flushed(value), store(addressOf(value))];
  const storeOne = (value: Value, lane: number): Code => [
    [offset.get, flushed(value), storeLane(lane, addressOf(value) + lane * width)],
  ];
  const size = sizeOf(stores[0]?.shape ?? []);
  const rest = Array.from({ length: size % lanes }, (_, lane) => lane);
  const body = [loads, compute];
  return [
    preheader,
    [integer(0), offset.set],
    repeat(routine.index(), Math.floor(size / lanes), [body, stores.map(storeFour), advance(offset, vectorBytes)]),
    rest.length > 0 ? [body, stores.map((value) => rest.map((lane) => storeOne(value, lane)))] : [],
  ];
}

/** Four elements of Σₖ factorₖ · rowₖ. */
function weightedSum({ inputs: [factors, rows] }: Node, { addressOf, offset }: LoopPosition): Code {
  if (!factors || !rows) return [];
  const [count = 0, length = 0] = rows.shape;
  return Array.from({ length: count }, (_, row) => [
    [integer(0), loadSplat(addressOf(factors) + row * width)],
    [offset.get, load(addressOf(rows) + row * length * width)],
    instructionsOf('Mul'),
    row > 0 ? instructionsOf('Add') : [],
  ]);
}

/** A scalar in all four lanes. */
function broadcastScalar(routine: FunctionBuilder, leaf: Value, addressOf: AddressOf): Code {
  if (leaf.scalar !== undefined) return routine.float(leaf.scalar);
  return [integer(0), loadSplat(addressOf(leaf))];
}
