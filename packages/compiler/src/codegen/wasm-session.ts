import type { LoadableGraph, Session } from '../engines/runtime.ts';
import type { Subgraph } from '../graph/partition.ts';
import { type ConstantData, isConstant, type Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { webAssembly } from './wasm/api.ts';
import { assemble } from './wasm/assemble.ts';
import { call, integer } from './wasm/code.ts';
import { FunctionBuilder } from './wasm/function-builder.ts';
import { widthOf } from './wasm/load-store.ts';
import type { KernelLaunch, BufferSlice } from './kernel-launch.ts';
import { type LiveRange, type MemoryPlan, planMemory } from './plan-memory.ts';
import { type Beyond, lowerSubgraph } from './lower.ts';

/** Bytes of a page of WebAssembly's memory. */
const pageBytes = 65_536;
/** Larger graphs need another engine: a WebAssembly memory has less than 4 GiB. */
const mostBytes = 2 ** 30;

/**
 * Compiles a graph to a WebAssembly module: every value has an address in one memory.
 *
 * @param graph - The graph.
 * @returns The module, or why there is none: an operator, int64 inputs and outputs, too much memory.
 */
export async function loadWasmModule(graph: LoadableGraph): Promise<Session | Beyond> {
  const { inputs, outputs } = graph;
  const launches = launchesOf(graph);
  if ('beyond' in launches) return launches;
  const { addresses, bytes } = plan(launches, graph);
  const scratch = Math.max(0, ...launches.map((launch) => launch.scratch));
  if (bytes + scratch > mostBytes) return { beyond: `a graph of more than ${mostBytes / 2 ** 30} GiB` };
  const pages = Math.ceil((bytes + scratch) / pageBytes) + 1;
  const addressOf = ({ value, offset }: BufferSlice): number =>
    (addresses.get(value) ?? 0) + offset * widthOf(value.dtype);
  const calls = launches.map(({ kernel, reads, writes }) =>
    call(kernel, [...[...reads, ...writes].map(addressOf), bytes].map(integer)),
  );

  const memory = new webAssembly.Memory({ initial: pages, maximum: pages });
  const numbersAt = (value: Value): ConstantData => view(memory.buffer, value, addresses.get(value) ?? 0);
  for (const value of addresses.keys()) if (isConstant(value)) put(numbersAt(value), constantOf(value));
  const module = await webAssembly.compile(
    assemble(new FunctionBuilder(0).finish(calls), { pages, functions: { outside: outside.length } }),
  );
  const { exports } = new webAssembly.Instance(module, { host: { memory, outside } });
  const run = exports.run as () => void;
  const given = inputs.map((input) => (addresses.has(input) ? numbersAt(input) : undefined));
  const made = outputs.map((value) => ({
    value,
    numbers: numbersAt(value),
    buffer: graph.buffers.find((buffer) => buffer.value === value),
  }));
  return {
    // eslint-disable-next-line @typescript-eslint/require-await -- An exception must become a rejection.
    run: async (numbers) => {
      given.forEach((place, index) => {
        const data = numbers[index];
        if (place && data) put(place, data);
      });
      run();
      const results = new Map<string, ConstantData>();
      for (const { value, numbers: result, buffer } of made) {
        if (buffer) put(buffer.memory, result);
        results.set(value.name, buffer?.memory ?? result.slice());
      }
      return results;
    },
    release: () => Promise.resolve(),
  };
}

/**
 * Why a graph cannot be compiled to a module, if it cannot.
 *
 * @param part - The graph.
 */
export function beyondModule(part: Subgraph): string | undefined {
  const launches = launchesOf(part);
  return 'beyond' in launches ? launches.beyond : undefined;
}

function launchesOf(part: Subgraph): readonly KernelLaunch[] | Beyond {
  const visible = [...part.inputs, ...part.outputs];
  if (visible.some(({ dtype }) => dtype === 'int64')) return { beyond: 'an int64 input or output' };
  if (visible.some(({ shape }) => sizeOf(shape) === 0)) return { beyond: 'an empty tensor' };
  return lowerSubgraph(part);
}

function plan(launches: readonly KernelLaunch[], { inputs, outputs }: LoadableGraph): MemoryPlan {
  const lives = new Map<Value, LiveRange>();
  launches.forEach(({ reads, writes }, at) => {
    for (const { value } of reads) {
      const def = lives.get(value)?.def ?? -1;
      lives.set(value, { value, def, lastUse: isConstant(value) ? launches.length : at });
    }
    for (const { value } of writes) lives.set(value, { value, def: lives.get(value)?.def ?? at, lastUse: at });
  });
  for (const value of outputs) lives.set(value, { value, def: lives.get(value)?.def ?? -1, lastUse: launches.length });
  return planMemory(
    [...lives.values()].filter(({ value, def }) => def >= 0 || isConstant(value) || inputs.includes(value)),
  );
}

function outside(index: number, length: number): never {
  throw new RangeError(`an index must be at least ${-length} and less than ${length}, received ${index}`);
}

function view(buffer: ArrayBuffer, { shape, dtype }: Value, address: number): ConstantData {
  const size = sizeOf(shape);
  if (dtype === 'float32') return new Float32Array(buffer, address, size);
  return dtype === 'bool' ? new Uint8Array(buffer, address, size) : new Int32Array(buffer, address, size);
}

function put(place: ConstantData, numbers: ConstantData): void {
  if (place instanceof BigInt64Array || numbers instanceof BigInt64Array) return;
  place.set(numbers);
}

function constantOf({ constant }: Value): ConstantData {
  return constant instanceof BigInt64Array ? Int32Array.from(constant, Number) : (constant ?? new Float32Array());
}
