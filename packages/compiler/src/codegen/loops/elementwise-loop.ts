import type { Value } from '../../graph/value.ts';
import { type Code, local } from '../wasm/code.ts';
import { nest } from '../wasm/loop-nest.ts';
import { Routine } from '../wasm/function-builder.ts';
import { widthOf, put, take, takeOne } from '../wasm/load-store.ts';
import { type Access, aligned } from '../strided-view.ts';
import type { Job } from '../kernel-launch.ts';

/** An operator that works number by number. */
export interface Member {
  /** Writes what it gives. */
  readonly write: (inputs: readonly Code[], routine: Routine) => Code;
  /** What it takes: a value that the pass made before, or a walk through memory, or nothing. */
  readonly operands: readonly (Access | Value | undefined)[];
  /** What it gives. */
  readonly value: Value;
}

/** A pass over memory: operators that work number by number, on values of the same size. */
export interface Pass {
  /** The operators, in order. */
  readonly members: readonly Member[];
  /** Which of what they give is put where. */
  readonly targets: readonly Target[];
}

/** A value that is put into memory. */
export interface Target {
  /** The value. */
  readonly from: Value;
  /** Where it is put. */
  readonly to: Access;
}

/**
 * Whether an operand is gone through in memory.
 *
 * @param operand - The operand.
 */
export function isAccess(operand: Access | Value | undefined): operand is Access {
  return operand !== undefined && 'axes' in operand;
}

/** The walks of a pass. */
function walksOf({ members, targets }: Pass): readonly Access[] {
  const read = members.flatMap(({ operands }) => operands.filter(isAccess));
  return [...new Set(read.filter(({ value }) => value.scalar === undefined)), ...targets.map(({ to }) => to)];
}

/**
 * The job that a pass is: one loop over memory.
 *
 * @param pass - The pass.
 * @returns `undefined` when its values cannot be gone through together.
 */
export function pointwise(pass: Pass): Job | undefined {
  const { members, targets } = pass;
  const accesses = walksOf(pass);
  const walks = aligned(accesses.map(({ axes }) => axes));
  if (!walks) return undefined;
  const reads = accesses.length - targets.length;
  const routine = new Routine(accesses.length + 1);
  const pointers = accesses.map((access, index) => {
    const size = widthOf(access.value.dtype);
    return { pointer: local(index), steps: (walks[index] ?? []).map(({ stride }) => stride * size) };
  });

  const fixed = new Map<Access, Code>();
  const ahead: Code[] = [];
  accesses.slice(0, reads).forEach((access, index) => {
    const walk = pointers[index];
    if (!walk || (walk.steps.at(-1) ?? 0) !== 0) return;
    const held = routine.vector();
    fixed.set(access, held.get);
    ahead.push(takeOne(access.value.dtype, walk.pointer.get), held.set);
  });

  const work = (count: number): Code => {
    const made = new Map<Value, Code>();
    const code: Code[] = [];
    const hold = (instructions: Code): Code => {
      const held = routine.vector();
      code.push(instructions, held.set);
      return held.get;
    };
    const loaded = new Map<Access, Code>();
    accesses.slice(0, reads).forEach((access, index) => {
      const walk = pointers[index];
      if (!walk || fixed.has(access)) return;
      loaded.set(access, hold(take(access.value.dtype, walk.pointer.get, walk.steps.at(-1) ?? 0, count)));
    });
    const codeOf = (operand: Access | Value | undefined): Code => {
      if (!isAccess(operand)) return (operand && made.get(operand)) ?? [];
      return fixed.get(operand) ?? loaded.get(operand) ?? known(routine, operand.value);
    };
    for (const { write, operands, value } of members) made.set(value, hold(write(operands.map(codeOf), routine)));
    targets.forEach(({ from }, index) => {
      const walk = pointers[reads + index];
      if (!walk) return;
      const place = { address: walk.pointer.get, steps: walk.steps.at(-1) ?? 0, count };
      code.push(put(routine, from.dtype, made.get(from) ?? [], place));
    });
    return code;
  };
  const lengths = (walks[0] ?? []).map(({ length }) => length);
  const code = nest(routine, lengths, pointers, { before: ahead, work });
  return {
    code: routine.finish(code),
    reads: accesses.slice(0, reads),
    writes: targets.map(({ to }) => to),
    scratch: 0,
  };
}

/** A number that is known. */
function known(routine: Routine, { scalar = 0, dtype }: Value): Code {
  if (dtype === 'float32') return routine.float(scalar);
  return routine.integer(dtype === 'bool' ? -scalar : scalar);
}
