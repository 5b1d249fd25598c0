import { advance, call, type Code, i32, integer, type Local, loadInteger, plus, repeat, when } from '../wasm/code.ts';
import type { FunctionBuilder } from '../wasm/function-builder.ts';
import {
  load,
  loadLane,
  store,
  storeByteLane,
  storeLane,
  vectorBytes,
  width,
  constant,
  loadByteLane,
} from '../wasm/simd.ts';

/** The imported function that is called with an index that is out of range, and the length of the axis. */
const outOfRange = 0;

/**
 * An index, counted from the end when it is negative; one that is out of range is reported to the host.
 *
 * @param index - Where it is put.
 * @param address - Its address.
 * @param length - How many there are.
 */
function loadIndex(index: Local, address: Code, length: number): Code {
  const fault = [address, loadInteger, integer(length), call(outOfRange)];
  return [
    [address, loadInteger, index.tee, integer(0), i32.lessSigned],
    when(advance(index, length)),
    [index.get, integer(length), i32.greaterOrEqualUnsigned, when(fault)],
  ];
}

/** A row that is copied or added. */
export interface Row {
  /** Its bytes. */
  readonly bytes: number;
  /** The instruction that combines the old and the new element; without one the old is replaced. */
  readonly combine?: Code;
}

/**
 * Copies or combines a row.
 *
 * @param routine - The function.
 * @param row - The row.
 * @param at - Where it is, and where it is put.
 */
export function copyRow(routine: FunctionBuilder, { bytes, combine }: Row, at: { from: Local; to: Local }): Code {
  const [from, to] = [routine.index(), routine.index()];
  const vectors = Math.floor(bytes / vectorBytes);
  const moved = (numbers: (address: Code, offset: number) => Code, offset: number): Code => {
    const given = numbers(from.get, offset);
    return combine ? [numbers(to.get, offset), given, combine] : given;
  };
  const few = vectors <= 4;
  const inLine = Array.from({ length: few ? vectors : 0 }, (_, index) => index * vectorBytes);
  const start = few ? vectors * vectorBytes : 0;
  const rest: Code[] = [];
  let offset = start;
  for (; offset + width <= start + (bytes % vectorBytes); offset += width) {
    const one = (address: Code, place: number): Code => [address, zeros, loadLane(0, place)];
    rest.push([to.get, moved(one, offset), storeLane(0, offset)]);
  }
  for (; offset < start + (bytes % vectorBytes); offset += 1) {
    const one = (address: Code, place: number): Code => [address, zeros, loadByteLane(0, place)];
    rest.push([to.get, moved(one, offset), storeByteLane(0, offset)]);
  }
  const all = (address: Code, place: number): Code => [address, load(place)];
  return [
    [at.from.get, from.set, at.to.get, to.set],
    inLine.flatMap((place) => [to.get, moved(all, place), store(place)]),
    repeat(routine.index(), few ? 0 : vectors, [
      [to.get, moved(all, 0), store()],
      [advance(from, vectorBytes), advance(to, vectorBytes)],
    ]),
    rest.flat(),
  ];
}

const zeros = constant(new Uint8Array(vectorBytes));

/** A gather of rows. */
export interface Gather {
  /** How many tables there are; they are contiguous. */
  readonly tables: number;
  /** Rows of each. */
  readonly length: number;
  /** How many rows are gathered from each. */
  readonly count: number;
  /** Bytes of a row. */
  readonly bytes: number;
}

/**
 * Gathers rows by their indices.
 *
 * @param routine - The function.
 * @param picking - What is picked.
 * @param at - Where the tables, the indices and the rows are.
 */
export function gatherRows(
  routine: FunctionBuilder,
  { tables, length, count, bytes }: Gather,
  at: { table: Local; indices: Local; to: Local },
): Code {
  const [place, index, from] = [routine.index(), routine.index(), routine.index()];
  return repeat(routine.index(), tables, [
    [at.indices.get, place.set],
    repeat(routine.index(), count, [
      loadIndex(index, place.get, length),
      [index.get, integer(bytes), i32.multiply, at.table.get, i32.add, from.set],
      copyRow(routine, { bytes }, { from, to: at.to }),
      [advance(place, width), advance(at.to, bytes)],
    ]),
    advance(at.table, length * bytes),
  ]);
}

/** A gather or scatter of rows by indices over the first axes of a table (GatherND, ScatterND). */
export interface GatherNd {
  /** Length of each indexed axis of the table. */
  readonly lengths: readonly number[];
  /** How many rows there are. */
  readonly count: number;
  /** Bytes of a row. */
  readonly bytes: number;
}

/**
 * Gathers rows by indices over the first axes of a table.
 *
 * @param routine - The function.
 * @param picking - What is picked.
 * @param at - Where the table, the indices and the rows are.
 */
export function gatherNdRows(
  routine: FunctionBuilder,
  picking: GatherNd,
  at: { table: Local; indices: Local; to: Local },
): Code {
  const { lengths, count, bytes } = picking;
  const from = routine.index();
  return repeat(routine.index(), count, [
    rowAddress(routine, picking, { row: from, indices: at.indices, table: at.table }),
    copyRow(routine, { bytes }, { from, to: at.to }),
    [advance(at.to, bytes), advance(at.indices, lengths.length * width)],
  ]);
}

/** The address of the row at the given indices. */
function rowAddress(
  routine: FunctionBuilder,
  { lengths, bytes }: GatherNd,
  at: { row: Local; indices: Local; table: Local },
): Code {
  const [index, offset] = [routine.index(), routine.index()];
  const steps = lengths.flatMap((length, axis) => [
    loadIndex(index, [at.indices.get, plus(axis * width)], length),
    [offset.get, integer(length), i32.multiply, index.get, i32.add, offset.set],
  ]);
  return [
    [integer(0), offset.set, steps],
    [offset.get, integer(bytes), i32.multiply, at.table.get, i32.add, at.row.set],
  ];
}

/** A scatter of rows into a table. */
export interface Scatter extends Row, GatherNd {}

/**
 * Scatters rows into a table, or adds them, by their indices.
 *
 * @param routine - The function.
 * @param putting - What is put.
 * @param at - Where the rows, the indices and the table are.
 */
export function scatterRows(
  routine: FunctionBuilder,
  putting: Scatter,
  at: { from: Local; indices: Local; to: Local },
): Code {
  const { lengths, count, bytes } = putting;
  const target = routine.index();
  return repeat(routine.index(), count, [
    rowAddress(routine, putting, { row: target, indices: at.indices, table: at.to }),
    copyRow(routine, putting, { from: at.from, to: target }),
    [advance(at.from, bytes), advance(at.indices, lengths.length * width)],
  ]);
}
