import { section, text, unsigned } from '../web-assembly/bytes.ts';
import { bytesOf, call, integer } from '../web-assembly/code.ts';

/** A call of a function. */
export interface Call {
  /** The function, which takes whole numbers and gives nothing. */
  readonly code: Uint8Array;
  /** What it is given. */
  readonly given: readonly number[];
}

const [integerType, functionType] = [0x7f, 0x60];
/** The function that is imported: it takes two whole numbers. */
const imported = 1;
/** Each byte as a letter. */
const latin1 = new TextDecoder('latin1');

/**
 * A module of WebAssembly that calls functions one after the other (export `run`) on memory that it is given (import `memory` of
 * `host`). Its functions may call `outside` of `host`. Functions that are equal are one.
 *
 * @param calls - What it calls.
 * @param pages - How much memory there is, in units of 64 KiB.
 */
export function assemble(calls: readonly Call[], pages: number): Uint8Array<ArrayBuffer> {
  const functions = new Map<string, { index: number; code: Uint8Array; arity: number }>();
  const indices = calls.map(({ code, given }) => {
    const key = `${given.length}:${latin1.decode(code)}`;
    const known = functions.get(key) ?? { index: imported + functions.size, code, arity: given.length };
    functions.set(key, known);
    return known.index;
  });
  const run = calls.map(({ given }, index) => [...given.map(integer), call(indices[index] ?? 0)]);
  const all = [...functions.values(), { code: Uint8Array.from(bytesOf([0, ...run, 0x0b])), arity: 0 }];
  const most = Math.max(2, ...all.map(({ arity }) => arity));
  const types = Array.from({ length: most + 1 }, (_, arity) => [
    ...[functionType, ...unsigned(arity), ...new Array<number>(arity).fill(integerType), 0],
  ]);
  const host = text('host');
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [...unsigned(types.length), ...types.flat()]),
    ...section(2, [
      ...[2, ...host, ...text('memory'), 2, 1, ...unsigned(pages), ...unsigned(pages)],
      ...[...host, ...text('outside'), 0, 2],
    ]),
    ...section(3, [...unsigned(all.length), ...all.flatMap(({ arity }) => unsigned(arity))]),
    ...section(7, [1, ...text('run'), 0, ...unsigned(imported + functions.size)]),
    ...section(10, [...unsigned(all.length), ...all.flatMap(({ code }) => [...unsigned(code.length), ...code])]),
  ]);
}
