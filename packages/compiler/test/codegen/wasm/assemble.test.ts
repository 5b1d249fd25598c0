import { describe, expect, it } from 'vitest';

import { webAssembly } from '../../../src/codegen/wasm/api.ts';
import { assemble } from '../../../src/codegen/wasm/assemble.ts';
import { call, type Callee, countDown, i32, integer, loadInteger, local } from '../../../src/codegen/wasm/code.ts';
import { memoize } from '../../../src/codegen/wasm/memoize.ts';
import { FunctionBuilder } from '../../../src/codegen/wasm/function-builder.ts';

const functions = { told: 2 };
const told = 0;

/** Runs a function on memory of one page, and gives the first whole numbers in it and what the host was told. */
function run(main: Callee, count: number): { readonly numbers: readonly number[]; readonly heard: readonly number[] } {
  const memory = new webAssembly.Memory({ initial: 1, maximum: 1 });
  const heard: number[] = [];
  const host = { memory, told: (...given: readonly number[]) => void heard.push(...given) };
  const module = new webAssembly.Module(assemble(main, { pages: 1, functions }));
  const { exports } = new webAssembly.Instance(module, { host });
  (exports.run as () => void)();
  return { numbers: Array.from(new Int32Array(memory.buffer, 0, count)), heard };
}

/** A function that adds a number to the one at an address that it is given. */
const adder = (number: number): Callee => {
  const address = local(0);
  return new FunctionBuilder(1).finish([address.get, address.get, loadInteger, integer(number), i32.add, i32.store]);
};

describe('a module', () => {
  it('calls nested functions and imported ones', () => {
    const both = new FunctionBuilder(1).finish([call(adder(3), [local(0).get]), call(adder(200), [local(0).get])]);
    const main = new FunctionBuilder(0).finish([
      call(both, [integer(4)]),
      call(both, [integer(8)]),
      call(told, [integer(7), integer(-1)]),
    ]);
    expect(run(main, 4)).toEqual({ numbers: [0, 203, 203, 0], heard: [7, -1] });
  });

  it('has equal functions once', () => {
    const calls = (adders: readonly Callee[]): Callee =>
      new FunctionBuilder(0).finish(adders.map((callee) => call(callee, [integer(0)])));
    const [twice, other] = [calls([adder(1), adder(1)]), calls([adder(1), adder(2)])];
    expect(run(twice, 1).numbers).toEqual([2]);
    expect(run(other, 1).numbers).toEqual([3]);
    const bytesOf = (main: Callee): number => assemble(main, { pages: 1, functions }).length;
    expect(bytesOf(other)).toBeGreaterThan(bytesOf(twice));
  });

  it('loops as often as a variable says', () => {
    const [address, times] = [local(0), local(1)];
    const repeated = new FunctionBuilder(2).finish(countDown(times, call(adder(5), [address.get])));
    const main = new FunctionBuilder(0).finish([
      call(repeated, [integer(0), integer(1)]),
      call(repeated, [integer(4), integer(300)]),
    ]);
    expect(run(main, 2).numbers).toEqual([5, 1500]);
  });
});

it('is compiled once for the same settings', () => {
  const made: number[] = [];
  const of = memoize(({ number }: { number: number }) => {
    made.push(number);
    return adder(number);
  });
  expect(of({ number: 1 })).toBe(of({ number: 1 }));
  expect(of({ number: 2 })).not.toBe(of({ number: 1 }));
  expect(made).toEqual([1, 2]);
});
