import type { Variable } from '@tensorflow/tfjs-core';

import { type ConstantData, isConstant, type Node, type Value } from '../graph/value.ts';
import { type HostTensor, sizeOf } from '../host-tensor.ts';
import type { TracedVariable } from '../trace/variables.ts';
import { moveOut, placeVariable } from '../variable-store.ts';
import { assembleUpdates } from './update-module.ts';
import type { FusedUpdate } from './find-updates.ts';
import { viewsInBase } from './views-in-base.ts';
import { planUpdateMemory, type UpdateMemory, partLeaves, pageBytes } from './update-memory.ts';
import { type GraphFacts, type LeafPart, leafParts } from './leaf-parts.ts';
import { type SparseRows, SparseRowBuffer } from './sparse-rows.ts';
import { webAssembly } from '../codegen/wasm/api.ts';

/** Larger updates stay in the graph: a memory of WebAssembly has less than 4 GiB. */
const maxBytes = 2 ** 30;

/** Fused updates and the graph around them. */
export interface UpdatePlan {
  /** The fused updates. */
  readonly updates: readonly FusedUpdate[];
  /** The variables of the graph. */
  readonly variables: readonly TracedVariable[];
  /** What is known of the graph around them. */
  readonly facts: GraphFacts;
}

/** A preallocated buffer for a value that is written before each run. */
interface UpdateBuffer {
  /** The value. */
  readonly value: Value;
  /** The buffer. */
  readonly memory: Float32Array;
}

interface Prepared extends Omit<UpdatePlan, 'facts'> {
  readonly parts: ReadonlyMap<Value, readonly LeafPart[]>;
}

/** Runs fused updates. The variables stay in its memory from step to step and are updated in place. */
export class UpdateRunner {
  /** The buffers that are written before each run. */
  readonly buffers: readonly UpdateBuffer[];
  readonly #sparse: readonly (SparseRows & { readonly buffer: SparseRowBuffer })[];
  readonly #memory: ArrayBufferLike;
  /** Where the variables are, by their index among those of the graph. */
  readonly #places: readonly { readonly index: number; readonly memory: Float32Array }[];
  /** The updated variables after {@link UpdateRunner.apply}, by the values that they are assigned. */
  readonly results: ReadonlyMap<Value, HostTensor>;
  readonly #run: () => void;

  private constructor({ updates, variables, parts: partsOfLeaves }: Prepared, layout: UpdateMemory) {
    const memory = new webAssembly.Memory({ initial: layout.pages, maximum: layout.pages });
    const at = (value: Value, offset = 0, place = value): Float32Array =>
      new Float32Array(
        memory.buffer,
        layout.addressOf(place) + offset * Float32Array.BYTES_PER_ELEMENT,
        sizeOf(value.shape),
      );
    const leaves = memoryLeaves(updates);
    this.#memory = memory.buffer;
    this.#places = variables.flatMap(({ before }, index) =>
      before && leaves.includes(before) ? [{ index, memory: at(before) }] : [],
    );
    const parts = [...partsOfLeaves].flatMap(([leaf, ofLeaf]) => ofLeaf.map((part) => ({ leaf, ...part })));
    const partUpdates = parts.flatMap(({ update }) => update ?? []);
    const views = viewsInBase(partLeaves(partsOfLeaves));
    const buffers = [
      ...parts.flatMap(({ leaf, value, offset, update, sparseRows }) =>
        update || sparseRows ? [] : [{ value, memory: at(value, offset, leaf) }],
      ),
      ...[...new Set(memoryLeaves(partUpdates).map((leaf) => views.get(leaf)?.source ?? leaf))].map((value) => ({
        value,
        memory: at(value),
      })),
    ];
    for (const { value, memory: buffer } of buffers) if (isConstant(value)) buffer.set(value.constant as Float32Array);
    this.buffers = buffers.filter(({ value }) => !isConstant(value));
    this.#sparse = parts.flatMap(({ leaf, value, offset, sparseRows }) =>
      sparseRows ? [{ ...sparseRows, buffer: new SparseRowBuffer(at(value, offset, leaf), sparseRows) }] : [],
    );
    this.results = new Map(
      updates.flatMap(({ stores }) =>
        stores.map((store) => [store, { data: at(store), shape: store.shape, dtype: 'float32' }]),
      ),
    );
    const module = new webAssembly.Module(
      assembleUpdates([...partUpdates, ...updates], layout.addressOf, layout.pages),
    );
    const { exports } = new webAssembly.Instance(module, { host: { memory } });
    this.#run = exports.run as () => void;
  }

  /**
   * Compiles fused updates.
   *
   * @param plan - The fused updates and the graph around them.
   * @returns `undefined` when there are none, or they need too much memory.
   */
  static of({ updates, variables, facts }: UpdatePlan): UpdateRunner | undefined {
    const parts = new Map(nonVariableLeaves(updates, variables).map((leaf) => [leaf, leafParts(leaf, facts)]));
    const layout = planUpdateMemory(updates, variables, parts);
    if (updates.length === 0 || layout.pages * pageBytes > maxBytes) return undefined;
    try {
      return new UpdateRunner({ updates, variables, parts }, layout);
    } catch (error) {
      if (error instanceof RangeError) return undefined; // No address space is left for another memory.
      throw error;
    }
  }

  /** The values that must be known before each run. */
  get inputs(): readonly Value[] {
    const rows = this.#sparse.flatMap(({ indices, updates }) => [indices, updates]);
    return [...this.buffers.map(({ value }) => value), ...rows];
  }

  /** Bytes of the memory. */
  get bytes(): number {
    return this.#memory.byteLength;
  }

  /**
   * Moves variables into the memory where they are updated, unless they are there already.
   *
   * @param variables - The variables, in the order of those of the graph.
   */
  placeVariables(variables: readonly Variable[]): void {
    for (const { index, memory } of this.#places) {
      const variable = variables[index];
      if (variable) placeVariable(variable, memory);
    }
  }

  /**
   * Copies the values of variables out of the memory: others will be updated there.
   *
   * @param variables - The variables.
   */
  moveOut(variables: readonly Variable[]): void {
    for (const variable of variables) moveOut(variable, this.#memory);
  }

  /**
   * Updates the variables.
   *
   * @param elementsOf - Gives the elements of a value that is written to a buffer.
   */
  apply(elementsOf: (value: Value) => ConstantData): void {
    for (const { value, memory } of this.buffers) {
      const elements = elementsOf(value);
      if (elements !== memory) memory.set(elements as Float32Array);
    }
    for (const { indices, updates, buffer } of this.#sparse) {
      buffer.add(elementsOf(indices), elementsOf(updates) as Float32Array);
    }
    this.#run();
    for (const { indices, buffer } of this.#sparse) buffer.clear(elementsOf(indices));
  }
}

/**
 * The nodes that fused updates, and the loops that compute their leaves, take out of the graph.
 *
 * @param plan - The fused updates and the graph around them.
 */
export function updateNodes({ updates, variables, facts }: UpdatePlan): ReadonlySet<Node> {
  const parts = nonVariableLeaves(updates, variables).flatMap((leaf) => leafParts(leaf, facts));
  return new Set([...updates, ...parts.flatMap(({ update }) => update ?? [])].flatMap(({ nodes }) => nodes));
}

/** The leaves that are read from memory. */
function memoryLeaves(updates: readonly FusedUpdate[]): readonly Value[] {
  return [...new Set(updates.flatMap(({ leaves }) => leaves))].filter(({ scalar }) => scalar === undefined);
}

/** The leaves that are not variables. */
function nonVariableLeaves(updates: readonly FusedUpdate[], variables: readonly TracedVariable[]): readonly Value[] {
  const own = new Set(variables.map(({ before }) => before));
  return memoryLeaves(updates).filter((leaf) => !own.has(leaf));
}
