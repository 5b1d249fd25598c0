import { isSingle, type Node, type Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import type { Sweep } from './find-sweeps.ts';
import { instructionsOf, isCombination } from './instructions.ts';
import { f32, section, signed, text, unsigned } from '../web-assembly/bytes.ts';
import { bytesOf, type Code } from '../web-assembly/code.ts';
import { bits, f32x4, lanes, load, loadSplat, store, storeLane, width } from '../web-assembly/vector.ts';

/** Where the numbers of a value lie: bytes from the beginning of the memory. */
export type AddressOf = (value: Value) => number;

const type = { i32: 0x7f, v128: 0x7b };
const op = {
  loop: 0x03,
  end: 0x0b,
  branchIf: 0x0d,
  getLocal: 0x20,
  setLocal: 0x21,
  teeLocal: 0x22,
  i32Const: 0x41,
  f32Const: 0x43,
  i32LessUnsigned: 0x49,
  i32Add: 0x6a,
};

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
  const locals = new Locals();
  const code = sweeps.flatMap((sweep) => loop(sweep, { addressOf, locals }));
  const declared = [2, ...unsigned(1), type.i32, ...unsigned(locals.count), type.v128];
  const body = bytesOf([...declared, ...code, op.end]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 0, 0]),
    ...section(2, [1, ...text('host'), ...text('memory'), 2, 1, ...unsigned(pages), ...unsigned(pages)]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...text('run'), 0, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body]),
  ]);
}

/** Numbers the variables of the function: the first counts bytes, the others each hold four numbers. */
class Locals {
  count = 0;

  next(): number {
    this.count += 1;
    return this.count;
  }
}

function loop(
  { nodes, leaves, targets }: Sweep,
  { addressOf, locals }: { addressOf: AddressOf; locals: Locals },
): Code {
  const held = new Map<Value, number>();
  const hold = (value: Value, code: Code): Code => {
    const local = locals.next();
    held.set(value, local);
    return [...code, op.setLocal, ...unsigned(local)];
  };
  const get = (value: Value | undefined): Code => [op.getLocal, ...unsigned((value && held.get(value)) ?? 0)];

  const operands = new Set(nodes.filter((node) => !isCombination(node)).flatMap(({ inputs }) => inputs));
  const single = leaves.filter((leaf) => operands.has(leaf) && (leaf.splat !== undefined || isSingle(leaf)));
  const full = leaves.filter((leaf) => operands.has(leaf) && !single.includes(leaf));
  const ahead = single.flatMap((leaf) => hold(leaf, fourTimes(leaf, addressOf)));
  const tiny = locals.next();
  const smallestFour = [...f32(smallest), ...f32x4.splat, op.setLocal, ...unsigned(tiny)];

  const loads = full.flatMap((leaf) => hold(leaf, [...counter, ...load(addressOf(leaf))]));
  const work = nodes.flatMap((node) => {
    const [output] = node.outputs;
    if (!output) return [];
    if (isCombination(node)) return hold(output, combination(node, addressOf));
    return hold(output, [...node.inputs.flatMap(get), ...instructionsOf(node.type)]);
  });
  const flushed = (target: Value): Code => [
    ...get(target),
    ...[...get(target), ...f32x4.abs, op.getLocal, ...unsigned(tiny), ...f32x4.less, ...bits.andNot],
  ];
  const storeFour = (target: Value): Code => [...counter, ...flushed(target), ...store(addressOf(target))];
  const storeOne = (target: Value, lane: number): Code => [
    ...[...counter, ...flushed(target), ...storeLane(lane, addressOf(target) + lane * width)],
  ];
  const size = sizeOf(targets[0]?.shape ?? []);
  const rest = size % lanes;
  const wholeBytes = (size - rest) * width;
  const next = [...counter, op.i32Const, ...signed(lanes * width), op.i32Add, op.teeLocal, 0];
  const repeat = [op.i32Const, ...signed(wholeBytes), op.i32LessUnsigned, op.branchIf, 0];
  const body = [...loads, ...work];
  return [
    ...ahead,
    ...smallestFour,
    ...[op.i32Const, 0, op.setLocal, 0],
    ...(wholeBytes > 0 ? [op.loop, 0x40, ...body, ...targets.flatMap(storeFour), ...next, ...repeat, op.end] : []),
    ...(rest > 0 ? body : []),
    ...targets.flatMap((target) => Array.from({ length: rest }, (_, lane) => storeOne(target, lane)).flat()),
  ];
}

const counter = [op.getLocal, 0];

/** Four numbers of Σₖ factorₖ · rowₖ. */
function combination({ inputs: [factors, rows] }: Node, addressOf: AddressOf): Code {
  if (!factors || !rows) return [];
  const [count = 0, length = 0] = rows.shape;
  return Array.from({ length: count }, (_, row) => [
    ...[op.i32Const, 0, ...loadSplat(addressOf(factors) + row * width)],
    ...[...counter, ...load(addressOf(rows) + row * length * width)],
    ...instructionsOf('Mul'),
    ...(row > 0 ? instructionsOf('Add') : []),
  ]).flat();
}

/** A single number, four times. */
function fourTimes(leaf: Value, addressOf: AddressOf): Code {
  if (leaf.splat !== undefined) return [...f32(leaf.splat), ...f32x4.splat];
  return [op.i32Const, 0, ...loadSplat(addressOf(leaf))];
}
