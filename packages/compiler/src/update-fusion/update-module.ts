import { isSingle, type Node, type Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { assemble as assembleModule } from '../codegen/wasm/assemble.ts';
import { advance, type Code, integer, type Local, repeat } from '../codegen/wasm/code.ts';
import { Routine } from '../codegen/wasm/function-builder.ts';
import { bits, f32x4, lanes, load, loadSplat, store, storeLane, vectorBytes, width } from '../codegen/wasm/simd.ts';
import type { Sweep } from './find-updates.ts';
import { instructionsOf, isCombination } from './fusable-ops.ts';

/** Where the numbers of a value lie: bytes from the beginning of the memory. */
export type AddressOf = (value: Value) => number;

/** The smallest number that is not denormal. */
const smallest = 2 ** -126;

/**
 * A module of WebAssembly that runs sweeps on memory it is given (import `memory` of `host`): each is one loop, four numbers at
 * a time (export `run`). Results that are denormal become 0: an optimizer's moments that decay into denormal numbers would slow
 * every step from then on.
 *
 * @param sweeps - What it runs.
 * @param addressOf - Where the values lie, with bytes to spare behind each.
 * @param pages - How much memory there is, in units of 64 KiB.
 */
export function assemble(sweeps: readonly Sweep[], addressOf: AddressOf, pages: number): Uint8Array {
  const routine = new Routine(0);
  const at = routine.index();
  const code = sweeps.map((sweep) => loop(routine, sweep, { addressOf, at }));
  return assembleModule(routine.finish(code), { pages });
}

/** Where the numbers are that are worked on. */
interface Place {
  readonly addressOf: AddressOf;
  /** How many bytes of each value come before them. */
  readonly at: Local;
}

function loop(routine: Routine, { nodes, leaves, targets }: Sweep, { addressOf, at }: Place): Code {
  const held = new Map<Value, Local>();
  const hold = (value: Value, code: Code): Code => {
    const local = routine.vector();
    held.set(value, local);
    return [code, local.set];
  };
  const get = (value: Value | undefined): Code => (value && held.get(value)?.get) ?? [];

  const operands = new Set(nodes.filter((node) => !isCombination(node)).flatMap(({ inputs }) => inputs));
  const single = leaves.filter((leaf) => operands.has(leaf) && (leaf.splat !== undefined || isSingle(leaf)));
  const full = leaves.filter((leaf) => operands.has(leaf) && !single.includes(leaf));
  const ahead = single.map((leaf) => hold(leaf, fourTimes(routine, leaf, addressOf)));
  const tiny = routine.float(smallest);

  const loads = full.map((leaf) => hold(leaf, [at.get, load(addressOf(leaf))]));
  const work = nodes.map((node) => {
    const [output] = node.outputs;
    if (!output) return [];
    if (isCombination(node)) return hold(output, combination(node, { addressOf, at }));
    return hold(output, [node.inputs.map(get), instructionsOf(node.type)]);
  });
  const flushed = (target: Value): Code => [get(target), get(target), f32x4.abs, tiny, f32x4.less, bits.andNot];
  const storeFour = (target: Value): Code => [at.get, flushed(target), store(addressOf(target))];
  const storeOne = (target: Value, lane: number): Code => [
    [at.get, flushed(target), storeLane(lane, addressOf(target) + lane * width)],
  ];
  const size = sizeOf(targets[0]?.shape ?? []);
  const rest = Array.from({ length: size % lanes }, (_, lane) => lane);
  const body = [loads, work];
  return [
    ahead,
    [integer(0), at.set],
    repeat(routine.index(), Math.floor(size / lanes), [body, targets.map(storeFour), advance(at, vectorBytes)]),
    rest.length > 0 ? [body, targets.map((target) => rest.map((lane) => storeOne(target, lane)))] : [],
  ];
}

/** Four numbers of Σₖ factorₖ · rowₖ. */
function combination({ inputs: [factors, rows] }: Node, { addressOf, at }: Place): Code {
  if (!factors || !rows) return [];
  const [count = 0, length = 0] = rows.shape;
  return Array.from({ length: count }, (_, row) => [
    [integer(0), loadSplat(addressOf(factors) + row * width)],
    [at.get, load(addressOf(rows) + row * length * width)],
    instructionsOf('Mul'),
    row > 0 ? instructionsOf('Add') : [],
  ]);
}

/** A single number, four times. */
function fourTimes(routine: Routine, leaf: Value, addressOf: AddressOf): Code {
  if (leaf.splat !== undefined) return routine.float(leaf.splat);
  return [integer(0), loadSplat(addressOf(leaf))];
}
