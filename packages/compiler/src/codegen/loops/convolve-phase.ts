import { sizeOf } from '../../host-tensor.ts';
import {
  advance,
  call,
  type Callee,
  type Code,
  i32,
  integer,
  local,
  type Local,
  plus,
  repeat,
  when,
} from '../wasm/code.ts';
import { loops } from '../wasm/loop-nest.ts';
import { Routine } from '../wasm/function-builder.ts';
import { f32x4, lanes, load, loadSplat, store, storeLane, width } from '../wasm/simd.ts';
import { stridesOf } from '../strided-view.ts';
import { type Layout, positionOf } from './pack-image.ts';
import type { LyingFilters } from './pack-filters.ts';
import { greatestDivisor, type Phase } from './phases.ts';
import { addTaps, type Taps } from './accumulate-positions.ts';

/** Pictures of several channels and filters, and the results of one phase along each axis. */
export interface Lines {
  /** The results. */
  readonly phases: readonly Phase[];
  /** Lengths of the pictures' axes. */
  readonly lengths: readonly number[];
  /** Lengths of the axes of all results. */
  readonly results: readonly number[];
  /** How pictures lie. */
  readonly layout: Layout;
  /** How filters lie. */
  readonly filter: LyingFilters;
  /** Channels that the window looks at. */
  readonly channels: number;
  /** Channels of what comes of it. */
  readonly outputs: number;
  /** Whether there are sums already, which these are added to. */
  readonly adds: boolean;
  /** Finds the function for results that look through as many places in the same way, or makes it. */
  readonly rows: (rows: Rows) => Callee;
}

/** Where the factors and the results are. */
export interface LinePointers {
  /** The pictures. */
  readonly x: Local;
  /** The filters. */
  readonly w: Local;
  /** What sums begin with, one number for each channel. */
  readonly bias?: Local;
  /** The results. */
  readonly y: Local;
}

/** Sums, and factors that are fetched to be added to them, are no more than these: so they fit a processor's 16 registers. */
const mostHeld = 14;

/**
 * Computes results of a convolution: those of a few filters at a time, for neighbours along the last axis.
 *
 * @param routine - The function that does.
 * @param lines - The results.
 * @param at - Where everything is; left as it is.
 */
export function convolveLines(routine: Routine, lines: Lines, at: LinePointers): Code {
  const { phases, results, outputs, filter, layout } = lines;
  const strides = stridesOf(results);
  const plane = sizeOf(results);
  const sum = (of: (phase: Phase, axis: number) => number): number =>
    phases.reduce((total, phase, axis) => total + of(phase, axis), 0);
  const first = sum((phase, axis) => phase.first * (strides[axis] ?? 1));
  const tap = sum((phase, axis) => phase.tap * (filter.taps[axis] ?? 1));
  const [x, w, y, bias] = [routine.index(), routine.index(), routine.index(), routine.index()];
  const { together } = filter;
  const rest = outputs % together;
  // Phases are computed by one function when they differ in nothing but where all begins.
  const begin = layout.stride === 1 ? layout.before + (phases.at(-1)?.place ?? 0) : 0;
  const alike = phases.map((phase, axis) => ({
    ...{ ...phase, first: 0, tap: 0 },
    place: phase.place - (axis === phases.length - 1 ? begin : 0),
  }));
  const hasBias = at.bias !== undefined;
  const rows = (height: number): Code => {
    return call(
      lines.rows({ ...lines, phases: alike, height, plane, strides, hasBias }),
      [x, w, y, ...(hasBias ? [bias] : [])].map(({ get }) => get),
    );
  };
  return [
    [at.x.get, plus(begin * width), x.set, at.w.get, plus(tap * width), w.set, at.y.get, plus(first * width), y.set],
    at.bias ? [at.bias.get, bias.set] : [],
    repeat(routine.index(), Math.floor(outputs / together), [
      rows(together),
      [advance(w, together * filter.out * width), advance(y, together * plane * width)],
      at.bias ? advance(bias, together * width) : [],
    ]),
    rest > 0 ? rows(rest) : [],
  ];
}

/** Results of a few filters. */
export interface Rows extends Lines {
  /** How many filters. */
  readonly height: number;
  /** Numbers from one channel of the results to the next. */
  readonly plane: number;
  /** The same along each axis. */
  readonly strides: readonly number[];
  /** Whether sums begin with something. */
  readonly hasBias: boolean;
}

/**
 * The function that computes the results of a few filters; many convolutions have it in common.
 *
 * @param rows - The results.
 */
export function rowsOf(rows: Rows): Callee {
  const routine = new Routine(rows.hasBias ? 4 : 3);
  const at = { x: local(0), w: local(1), y: local(2), ...(rows.hasBias ? { bias: local(3) } : {}) };
  const { phases, layout, strides, lengths, height } = rows;
  const outer = phases.slice(0, -1);
  const { results, step } = phases.at(-1) ?? { results: 0, step: 1 };
  const [lineX, lineY, x, y] = [routine.index(), routine.index(), routine.index(), routine.index()];
  const begin = outer.reduce((sum, { place }, axis) => sum + place * (layout.pitches[axis] ?? 0), 0);
  const places = outer.map((phase, axis) => (isInside(phase, lengths[axis] ?? 1) ? undefined : routine.index()));
  const steps = (of: (phase: Phase, axis: number) => number): readonly number[] =>
    outer.map((phase, axis) => of(phase, axis));
  const walks = [
    { pointer: lineX, moved: 0, steps: steps(({ stride }, axis) => stride * (layout.pitches[axis] ?? 0) * width) },
    { pointer: lineY, moved: 0, steps: steps(({ step }, axis) => step * (strides[axis] ?? 0) * width) },
    ...places.flatMap((pointer, own) =>
      pointer ? [{ pointer, moved: 0, steps: steps(({ stride }, axis) => (axis === own ? stride : 0)) }] : [],
    ),
  ];
  const columns = Math.floor((mostHeld - height) / (height + 1)) * lanes;
  const rest = results % columns;
  const tile = (count: number): Code => tileOf(routine, { ...rows, count, places }, { ...at, x, y });
  const line = [
    [lineX.get, x.set, lineY.get, y.set],
    repeat(routine.index(), Math.floor(results / columns), [
      tile(columns),
      [advance(x, columns * width), advance(y, columns * step * width)],
    ]),
    rest > 0 ? tile(rest) : [],
  ];
  const lengthsOfResults = outer.map((phase) => phase.results);
  return routine.finish([
    [at.x.get, plus(begin * width), lineX.set, at.y.get, lineY.set],
    places.map((place, axis) => (place ? [integer(outer[axis]?.place ?? 0), place.set] : [])),
    loops(routine, lengthsOfResults, walks, line),
  ]);
}

interface Tile extends Rows {
  /** How many neighbours. */
  readonly count: number;
  /** Along each axis before the last, where the first place of the window is, when it may be outside of the picture. */
  readonly places: readonly (Local | undefined)[];
}

/** The results of a few filters for a few neighbours. */
function tileOf(routine: Routine, tile: Tile, at: LinePointers): Code {
  const { height, count, phases, plane, adds } = tile;
  const vectors = Array.from({ length: Math.ceil(count / lanes) }, (_, index) => index);
  const sums = Array.from({ length: height }, () => vectors.map(() => routine.vector()));
  const step = phases.at(-1)?.step ?? 1;
  const put = (sum: Local, row: number, vector: number): Code => {
    const left = Math.min(lanes, count - vector * lanes);
    const address = (row * plane + vector * lanes * step) * width;
    const total = adds ? [at.y.get, load(address), sum.get, f32x4.add] : sum.get;
    if (left === lanes && step === 1) return [at.y.get, total, store(address)];
    const each = Array.from({ length: left }, (_, lane) => [
      [at.y.get, sum.get, storeLane(lane, address + lane * step * width)],
    ]);
    return [adds ? [total, sum.set] : [], each];
  };
  return [
    sums.map((own, row) => {
      const start = at.bias && !adds ? [at.bias.get, loadSplat(row * width)] : routine.float(0);
      return own.map((sum) => [start, sum.set]);
    }),
    addWindow(routine, tile, sums, at),
    sums.map((own, row) => own.map((sum, vector) => put(sum, row, vector))),
  ];
}

/** Adds up the products of all places of the window, but for those that are outside of the picture along an axis before the last. */
function addWindow(routine: Routine, tile: Tile, sums: readonly (readonly Local[])[], at: LinePointers): Code {
  const { phases, layout, filter, places, lengths } = tile;
  const [outer, [last]] = [phases.slice(0, -1), phases.slice(-1)];
  if (!last || phases.some(({ taps }) => taps === 0)) return [];
  const [x, w] = [routine.index(), routine.index()];
  const inner = tapsOf(last, tile).map((taps) => addTaps(routine, taps, sums, { x, w }));
  const all = outer.reduceRight<Code>((code, { taps, dilation, tapStep }, axis) => {
    const [place, start] = [routine.index(), places[axis]];
    const steps = { x: dilation * (layout.pitches[axis] ?? 0) * width, w: tapStep * (filter.taps[axis] ?? 0) * width };
    const isSeen = [place.get, integer(lengths[axis] ?? 1), i32.lessUnsigned];
    return [
      start ? [start.get, place.set] : [],
      repeat(routine.index(), taps, [
        start ? [isSeen, when(code), advance(place, dilation)] : code,
        [advance(x, steps.x), advance(w, steps.w)],
      ]),
      [advance(x, -taps * steps.x), advance(w, -taps * steps.w)],
    ];
  }, inner);
  return [[at.x.get, x.set, at.w.get, w.set], all];
}

/** The places of a window along the last axis, by the part of a line that they are seen in. */
function tapsOf({ taps, tapStep, place, dilation }: Phase, { layout, filter, channels }: Lines): readonly Taps[] {
  const ways = layout.stride / greatestDivisor(layout.stride, dilation);
  const step = filter.taps.at(-1) ?? 1;
  return Array.from({ length: Math.min(ways, taps) }, (_, index) => ({
    count: Math.ceil((taps - index) / ways),
    channels,
    picture: {
      first: positionOf(layout, place + index * dilation),
      step: (ways * dilation) / layout.stride,
      channel: layout.plane,
    },
    filter: {
      ...{ first: index * tapStep * step, step: ways * tapStep * step },
      ...{ channel: filter.in, row: filter.row },
    },
  }));
}

/** Whether results look at nothing outside of a picture of a length. */
function isInside({ results, taps, place, stride, dilation }: Phase, length: number): boolean {
  const ends = [place, place + (results - 1) * stride, place + (taps - 1) * dilation];
  const last = place + (results - 1) * stride + (taps - 1) * dilation;
  return [...ends, last].every((end) => end >= 0 && end < length);
}
