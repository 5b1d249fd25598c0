import { sizeOf } from '../../host-tensor.ts';
import { advance, type Code, type Local, repeat } from '../wasm/code.ts';
import { nest } from '../wasm/loop-nest.ts';
import type { Routine } from '../wasm/function-builder.ts';
import { put, take } from '../wasm/load-store.ts';
import { width } from '../wasm/simd.ts';
import { stridesOf } from '../strided-view.ts';
import type { WindowAxis } from './phases.ts';

/** How filters lie: how many numbers there are from one to the next. */
export interface FilterSteps {
  /** Along the channels of what comes of it, within a group. */
  readonly out: number;
  /** Along the channels of what it looks at. */
  readonly in: number;
  /** Along each axis of the window. */
  readonly taps: readonly number[];
  /** From one group to the next. */
  readonly group: number;
}

/** The same of filters that are used. */
export interface LyingFilters extends FilterSteps {
  /** From one to the next of those that are used at once. */
  readonly row: number;
  /** How many are used at once. */
  readonly together: number;
}

/** Numbers of channels of a group, and how the window moves. */
interface Sizes {
  readonly inputs: number;
  readonly outputs: number;
  readonly axes: readonly WindowAxis[];
}

/**
 * How filters lie when they are packed.
 *
 * @param sizes - How many there are.
 * @param together - How many are used at once.
 */
export function packedSteps({ inputs, outputs, axes }: Sizes, together: number): LyingFilters {
  const taps = axes.map((axis) => axis.taps);
  const all = sizeOf(taps);
  return {
    ...{
      row: 1,
      out: inputs * all,
      in: all * together,
      taps: stridesOf(taps).map((step) => step * together),
      together,
    },
    group: Math.ceil(outputs / together) * together * inputs * all,
  };
}

/** Filters that are packed. */
interface Packing extends Sizes {
  readonly groups: number;
  /** How they lie. */
  readonly filter: FilterSteps;
  /** How they will lie. */
  readonly lying: LyingFilters;
}

/**
 * Lays the filters that are used at once side by side: the first number of each, the second of each, and so on.
 *
 * @param routine - The function that does.
 * @param packing - The filters.
 * @param at - Where they are, and where they are put.
 */
export function packFilters(routine: Routine, packing: Packing, at: { from: Local; to: Local }): Code {
  const { groups, inputs, outputs, axes, filter, lying } = packing;
  const { together } = lying;
  const [group, groupTo, from, to] = [routine.index(), routine.index(), routine.index(), routine.index()];
  const [some, someTo] = [routine.index(), routine.index()];
  const walks = [
    { pointer: from, steps: [filter.in, ...filter.taps, filter.out].map((step) => step * width) },
    { pointer: to, steps: [lying.in, ...lying.taps, lying.row].map((step) => step * width) },
  ];
  const work = (count: number): Code =>
    put(routine, 'float32', take('float32', from.get, filter.out * width, count), {
      ...{ address: to.get, steps: width, count },
    });
  const rows = (height: number): Code => [
    [some.get, from.set, someTo.get, to.set],
    nest(routine, [inputs, ...axes.map(({ taps }) => taps), height], walks, { before: [], work }),
  ];
  return [
    [at.from.get, group.set, at.to.get, groupTo.set],
    repeat(routine.index(), groups, [
      [group.get, some.set, groupTo.get, someTo.set],
      repeat(routine.index(), Math.floor(outputs / together), [
        rows(together),
        [advance(some, together * filter.out * width), advance(someTo, together * lying.out * width)],
      ]),
      outputs % together > 0 ? rows(outputs % together) : [],
      [advance(group, filter.group * width), advance(groupTo, lying.group * width)],
    ]),
  ];
}
