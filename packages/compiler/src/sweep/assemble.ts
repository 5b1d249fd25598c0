import type { Value } from '../graph/value.ts';
import type { Sweep } from './find-sweeps.ts';
import { instructionsOf, isSingle } from './instructions.ts';

/** Where the numbers of a value lie: bytes from the beginning of the memory. */
export type AddressOf = (value: Value) => number;

/** Numbers that one instruction works on. */
const lanes = 4;
/** Bytes of a number. */
const width = 4;

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
  load: [0xfd, 0x00],
  loadSplat: [0xfd, 0x09],
  store: [0xfd, 0x0b],
  splat: [0xfd, 0x13],
  lessThan: [0xfd, 0x43],
  andNot: [0xfd, 0x4f],
  abs: [0xfd, 0xe0, 0x01],
};

/** The smallest number that is not denormal. */
const smallest = 2 ** -126;

/**
 * A module of WebAssembly that runs sweeps on memory it is given (import `memory` of `host`): each is one loop, four numbers at
 * a time (export `run`). Results that are denormal become 0: an optimizer's moments that decay into denormal numbers would slow
 * every step from then on.
 *
 * @param sweeps - What it runs.
 * @param addressOf - Where the values lie, in steps of 16 bytes.
 * @param pages - How much memory there is, in units of 64 KiB.
 */
export function assemble(sweeps: readonly Sweep[], addressOf: AddressOf, pages: number): Uint8Array {
  const locals = new Locals();
  const code = sweeps.flatMap((sweep) => loop(sweep, { addressOf, locals }));
  const declared = [2, ...unsigned(1), type.i32, ...unsigned(locals.count), type.v128];
  const body = [...declared, ...code, op.end];
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
): number[] {
  const held = new Map<Value, number>();
  const hold = (value: Value, code: readonly number[]): number[] => {
    const local = locals.next();
    held.set(value, local);
    return [...code, op.setLocal, ...unsigned(local)];
  };
  const get = (value: Value | undefined): number[] => [op.getLocal, ...unsigned((value && held.get(value)) ?? 0)];

  const single = leaves.filter((leaf) => leaf.splat !== undefined || isSingle(leaf));
  const full = leaves.filter((leaf) => !single.includes(leaf));
  const ahead = single.flatMap((leaf) => hold(leaf, fourTimes(leaf, addressOf)));
  const tiny = locals.next();
  const smallestFour = [...f32(smallest), ...op.splat, op.setLocal, ...unsigned(tiny)];

  const loads = full.flatMap((leaf) => hold(leaf, [...counter, ...op.load, 2, ...unsigned(addressOf(leaf))]));
  const work = nodes.flatMap(({ type: operator, inputs, outputs: [output] }) =>
    output ? hold(output, [...inputs.flatMap(get), ...instructionsOf(operator)]) : [],
  );
  const stores = targets.flatMap((target) => [
    ...counter,
    ...get(target),
    ...[...get(target), ...op.abs, op.getLocal, ...unsigned(tiny), ...op.lessThan, ...op.andNot],
    ...[...op.store, 2, ...unsigned(addressOf(target))],
  ]);
  const size = paddedBytes(targets[0]);
  const next = [...counter, op.i32Const, ...signed(lanes * width), op.i32Add, op.teeLocal, 0, op.i32Const];
  return [
    ...ahead,
    ...smallestFour,
    ...[op.i32Const, 0, op.setLocal, 0],
    ...[op.loop, 0x40],
    ...loads,
    ...work,
    ...stores,
    ...next,
    ...signed(size),
    ...[op.i32LessUnsigned, op.branchIf, 0, op.end],
  ];
}

const counter = [op.getLocal, 0];

/** A single number, four times. */
function fourTimes(leaf: Value, addressOf: AddressOf): number[] {
  if (leaf.splat !== undefined) return [...f32(leaf.splat), ...op.splat];
  return [op.i32Const, 0, ...op.loadSplat, 2, ...unsigned(addressOf(leaf))];
}

/**
 * Bytes that a value takes, so that whole instructions reach all of it.
 *
 * @param value - The value.
 */
export function paddedBytes(value: Value | undefined): number {
  const size = (value?.shape ?? []).reduce((product, length) => product * length, 1);
  return Math.ceil(size / lanes) * lanes * width;
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

function text(name: string): number[] {
  return [name.length, ...new TextEncoder().encode(name)];
}

function f32(number: number): number[] {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, number, true);
  return [op.f32Const, ...bytes];
}

/** A number of LEB128, unsigned. */
function unsigned(number: number): number[] {
  const rest = Math.floor(number / 128);
  return rest === 0 ? [number % 128] : [(number % 128) + 128, ...unsigned(rest)];
}

/** A number of LEB128 that an instruction reads as signed; ours are never below 0. */
function signed(number: number): number[] {
  const rest = Math.floor(number / 128);
  const low = number % 128;
  return rest === 0 && low < 64 ? [low] : [low + 128, ...signed(rest)];
}
