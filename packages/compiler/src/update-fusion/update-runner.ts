import type { Variable } from '@tensorflow/tfjs-core';

import { type ConstantData, isConstant, type Node, type Value } from '../graph/value.ts';
import { type HostTensor, sizeOf } from '../host-tensor.ts';
import type { TracedVariable } from '../trace/variables.ts';
import { placeVariable } from '../variable-store.ts';
import { assemble } from './update-module.ts';
import type { Sweep } from './find-updates.ts';
import { homesOf } from './views-in-base.ts';
import { layOut, type Layout, leavesBefore, pageBytes } from './update-memory.ts';
import { type Known, type Piece, piecesOf } from './leaf-parts.ts';
import { type Scattered, ScatterRoom } from './sparse-rows.ts';
import { webAssembly } from '../codegen/wasm/api.ts';

/** Beyond this the sweeps are left to the graph: a memory of WebAssembly has less than 4 GiB. */
const mostBytes = 2 ** 30;

/** Sweeps and what is around them. */
export interface Swept {
  /** The sweeps. */
  readonly sweeps: readonly Sweep[];
  /** The variables that they work on, among others. */
  readonly variables: readonly TracedVariable[];
  /** What is known of the values around them. */
  readonly known: Known;
}

/** A value that is put in before each run. */
interface Room {
  /** The value. */
  readonly value: Value;
  /** Where it is put. */
  readonly memory: Float32Array;
}

interface Prepared extends Omit<Swept, 'known'> {
  readonly pieces: ReadonlyMap<Value, readonly Piece[]>;
}

/** Runs sweeps on a memory in which the variables stay from step to step, and are changed in place. */
export class Sweeper {
  /** What must be put in before each run, and where. */
  readonly rooms: readonly Room[];
  readonly #scattered: readonly (Scattered & { readonly room: ScatterRoom })[];
  readonly #variables: readonly { readonly variable: Variable; readonly memory: Float32Array }[];
  /** What the variables are after {@link Sweeper.end}, by the values that they are assigned. */
  readonly results: ReadonlyMap<Value, HostTensor>;
  readonly #run: () => void;

  private constructor({ sweeps, variables, pieces }: Prepared, layout: Layout) {
    const memory = new webAssembly.Memory({ initial: layout.pages, maximum: layout.pages });
    const at = (value: Value, offset = 0, place = value): Float32Array =>
      new Float32Array(
        memory.buffer,
        layout.addressOf(place) + offset * Float32Array.BYTES_PER_ELEMENT,
        sizeOf(value.shape),
      );
    const leaves = leavesOf(sweeps);
    this.#variables = variables.flatMap(({ variable, before }) =>
      before && leaves.includes(before) ? [{ variable, memory: at(before) }] : [],
    );
    const parts = [...pieces].flatMap(([leaf, filling]) => filling.map((piece) => ({ leaf, ...piece })));
    const first = parts.flatMap(({ sweep }) => sweep ?? []);
    const homes = homesOf(leavesBefore(pieces));
    const rooms = [
      ...parts.flatMap(({ leaf, value, offset, sweep, scattered }) =>
        sweep || scattered ? [] : [{ value, memory: at(value, offset, leaf) }],
      ),
      ...[...new Set(leavesOf(first).map((leaf) => homes.get(leaf)?.source ?? leaf))].map((value) => ({
        value,
        memory: at(value),
      })),
    ];
    for (const { value, memory: room } of rooms) if (isConstant(value)) room.set(value.constant as Float32Array);
    this.rooms = rooms.filter(({ value }) => !isConstant(value));
    this.#scattered = parts.flatMap(({ leaf, value, offset, scattered }) =>
      scattered ? [{ ...scattered, room: new ScatterRoom(at(value, offset, leaf), scattered) }] : [],
    );
    this.results = new Map(
      sweeps.flatMap(({ targets }) =>
        targets.map((target) => [target, { data: at(target), shape: target.shape, dtype: 'float32' }]),
      ),
    );
    const module = new webAssembly.Module(assemble([...first, ...sweeps], layout.addressOf, layout.pages));
    const { exports } = new webAssembly.Instance(module, { host: { memory } });
    this.#run = exports.run as () => void;
  }

  /**
   * Makes sweeps ready to run.
   *
   * @param swept - The sweeps, and what is around them.
   * @returns `undefined` when there is nothing to do, or too much for the memory.
   */
  static of({ sweeps, variables, known }: Swept): Sweeper | undefined {
    const pieces = new Map(foreignLeaves(sweeps, variables).map((leaf) => [leaf, piecesOf(leaf, known)]));
    const layout = layOut(sweeps, variables, pieces);
    if (sweeps.length === 0 || layout.pages * pageBytes > mostBytes) return undefined;
    try {
      return new Sweeper({ sweeps, variables, pieces }, layout);
    } catch (error) {
      if (error instanceof RangeError) return undefined; // No address space is left for another memory.
      throw error;
    }
  }

  /** What must be known before each run. */
  get inputs(): readonly Value[] {
    const rows = this.#scattered.flatMap(({ indices, updates }) => [indices, updates]);
    return [...this.rooms.map(({ value }) => value), ...rows];
  }

  /** Puts the variables where they are changed, unless they are there already. */
  begin(): void {
    for (const { variable, memory } of this.#variables) placeVariable(variable, memory);
  }

  /**
   * Changes the variables.
   *
   * @param numbersOf - Looks up the numbers of a value that must be put in.
   */
  end(numbersOf: (value: Value) => ConstantData): void {
    for (const { value, memory } of this.rooms) {
      const numbers = numbersOf(value);
      if (numbers !== memory) memory.set(numbers as Float32Array);
    }
    for (const { indices, updates, room } of this.#scattered) {
      room.add(numbersOf(indices), numbersOf(updates) as Float32Array);
    }
    this.#run();
    for (const { indices, room } of this.#scattered) room.clear(numbersOf(indices));
  }
}

/**
 * The nodes that sweeps, and what fills the memory before them, take out of the graph.
 *
 * @param swept - The sweeps, and what is around them.
 */
export function sweptNodes({ sweeps, variables, known }: Swept): ReadonlySet<Node> {
  const pieces = foreignLeaves(sweeps, variables).flatMap((leaf) => piecesOf(leaf, known));
  return new Set([...sweeps, ...pieces.flatMap(({ sweep }) => sweep ?? [])].flatMap(({ nodes }) => nodes));
}

/** The values that sweeps take from memory. */
function leavesOf(sweeps: readonly Sweep[]): readonly Value[] {
  return [...new Set(sweeps.flatMap(({ leaves }) => leaves))].filter(({ splat }) => splat === undefined);
}

/** Those that are not variables. */
function foreignLeaves(sweeps: readonly Sweep[], variables: readonly TracedVariable[]): readonly Value[] {
  const own = new Set(variables.map(({ before }) => before));
  return leavesOf(sweeps).filter((leaf) => !own.has(leaf));
}
