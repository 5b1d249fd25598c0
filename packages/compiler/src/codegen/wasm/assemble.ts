import { section, text, unsigned } from './bytes.ts';
import type { Callee } from './code.ts';

const [integerType, functionType] = [0x7f, 0x60];
/** Each byte as a letter. */
const latin1 = new TextDecoder('latin1');

/** The imports of a module. */
export interface Host {
  /** Size of the memory, in pages of 64 KiB. */
  readonly pages: number;
  /** The functions, by name, and how many integers each takes. A call names them by index. */
  readonly functions?: Readonly<Record<string, number>>;
}

/**
 * Assembles a WebAssembly module of a function (export `run`) and those that it calls, with its imports (`memory` of `host`, and functions).
 * Equal functions are emitted once.
 *
 * @param main - The function, which takes nothing.
 * @param host - What it is given.
 */
export function assemble(main: Callee, { pages, functions: imported = {} }: Host): Uint8Array<ArrayBuffer> {
  const outside = Object.entries(imported);
  const functions: { readonly bytes: Uint8Array; readonly arity: number }[] = [];
  const indices = new Map<Callee | string, number>();
  const indexOf = (callee: Callee): number => {
    const known = indices.get(callee);
    if (known !== undefined) return known;
    const { arity, body } = callee;
    const bytes = joined(body.map((part) => ('body' in part ? unsigned(indexOf(part)) : part)));
    const key = `${arity}:${latin1.decode(bytes)}`;
    const index = indices.get(key) ?? outside.length + functions.push({ bytes, arity }) - 1;
    indices.set(callee, index).set(key, index);
    return index;
  };
  const last = indexOf(main);
  const most = Math.max(...Object.values(imported), ...functions.map(({ arity }) => arity));
  const types = Array.from({ length: most + 1 }, (_, arity) => [
    ...[functionType, ...unsigned(arity), ...new Array<number>(arity).fill(integerType), 0],
  ]);
  const host = text('host');
  const bodies = functions.flatMap(({ bytes }) => [unsigned(bytes.length), bytes]);
  const size = bodies.reduce((sum, { length }) => sum + length, unsigned(functions.length).length);
  const head = [
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [...unsigned(types.length), ...types.flat()]),
    ...section(2, [
      ...[1 + outside.length, ...host, ...text('memory'), 2, 1, ...unsigned(pages), ...unsigned(pages)],
      ...outside.flatMap(([name, arity]) => [...host, ...text(name), 0, arity]),
    ]),
    ...section(3, [...unsigned(functions.length), ...functions.flatMap(({ arity }) => unsigned(arity))]),
    ...section(7, [1, ...text('run'), 0, ...unsigned(last)]),
    ...[10, ...unsigned(size), ...unsigned(functions.length)],
  ];
  return joined([head, ...bodies]);
}

function joined(parts: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
