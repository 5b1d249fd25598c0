import type { Value } from '../graph/value.ts';
import { type Access, endsOf, inOrder } from './strided-view.ts';
import type { Job } from './kernel-launch.ts';
import { isAccess, type Member, pointwise, type Target } from './loops/elementwise-loop.ts';

/** An operator that works number by number, on its way into a pass. */
export interface Single {
  /** The operator. */
  readonly member: Member;
  /** How many numbers it gives. */
  readonly size: number;
  /** Where they are put, when that is not a place of their own. */
  readonly to?: Access;
}

/** Operators that become one pass at most: more would not fit the registers of a processor. */
const mostMembers = 24;

/** Operators that become one pass, or a job already. */
interface Task {
  readonly job?: Job;
  readonly members: Member[];
  readonly targets: Target[];
  /** What its operators give. */
  readonly made: Set<Value>;
  /** The walks through memory that its operators take. */
  readonly walks: Access[];
  /** The ends of the axes of all its walks. */
  readonly ends: Set<number>;
  /** What it takes from memory. */
  readonly reads: Set<Value>;
  /** How many numbers each value of a pass has. */
  readonly size: number;
  /** The number of the first step that it is made of. */
  readonly first: number;
  /** The number of the last step that it waits for or is made of. */
  latest: number;
}

/** The tasks that make a value, or read it. */
type TasksOf = Map<Value, Set<Task>>;

/**
 * Makes passes of operators that work number by number and follow each other, and puts all jobs into an order in which they can be
 * run.
 *
 * @param steps - Operators and jobs, in an order in which they can be run.
 * @param kept - The values that are read when all is done.
 * @returns `undefined` where a pass cannot be.
 */
export function jobsOf(steps: readonly (Single | Job)[], kept: ReadonlySet<Value>): readonly Job[] | undefined {
  const tasks: Task[] = [];
  const makers: TasksOf = new Map();
  const readers: TasksOf = new Map();
  for (const [index, step] of steps.entries()) {
    const isSingle = 'member' in step;
    const joined = isSingle ? join(step, makers) : undefined;
    const task = joined ?? begun(step, index);
    if (!joined) tasks.push(task);
    const read = isSingle ? add(step, task) : step.reads.map(({ value }) => value);
    const made = isSingle
      ? [step.member.value, ...(step.to ? [step.to.value] : [])]
      : step.writes.map(({ value }) => value);
    for (const value of read) {
      task.reads.add(value);
      note(readers, value, task);
    }
    for (const value of made) note(makers, value, task);
    const before = read.flatMap((value) => [...(makers.get(value) ?? [])]);
    delay(task, Math.max(index, ...before.map(({ latest }) => latest)), readers);
  }

  const read = new Set([...kept, ...tasks.flatMap((task) => [...task.reads])]);
  const jobs: Job[] = [];
  for (const task of afterMakers(tasks, makers)) {
    const { members, targets } = task;
    const own = members.filter(({ value }) => read.has(value));
    const stored = own.map(({ value }) => ({
      from: value,
      to: { value, offset: 0, axes: [{ length: task.size, stride: 1 }] },
    }));
    const job = task.job ?? pointwise({ members, targets: [...stored, ...targets] });
    if (!job) return undefined;
    jobs.push(job);
  }
  return jobs;
}

function begun(step: Single | Job, index: number): Task {
  return {
    ...{ members: [], targets: [], made: new Set(), walks: [], reads: new Set(), first: index, latest: index },
    ...('member' in step ? { size: step.size, ends: new Set([step.size]) } : { size: 0, ends: new Set(), job: step }),
  };
}

function note(tasksOf: TasksOf, value: Value, task: Task): void {
  const known = tasksOf.get(value);
  if (known) known.add(task);
  else tasksOf.set(value, new Set([task]));
}

/** Notes that a task, and all that wait for it, wait for a step. */
function delay(task: Task, latest: number, readers: TasksOf): void {
  const open = [task];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.latest >= latest && next !== task) continue;
    next.latest = Math.max(next.latest, latest);
    const made = next.job ? next.job.writes.map(({ value }) => value) : madeBy(next);
    for (const value of made) {
      for (const reader of readers.get(value) ?? []) if (reader !== task) open.push(reader);
    }
  }
}

/** What a pass makes. */
function madeBy({ members, targets }: Task): readonly Value[] {
  return [...members.map(({ value }) => value), ...targets.map(({ to }) => to.value)];
}

/** The pass that an operator can be part of: one that makes what it takes, and that nothing else which it takes waits for. */
function join({ member, size, to }: Single, makers: TasksOf): Task | undefined {
  const read = member.operands.filter(isAccess);
  const tasks = read.flatMap(({ value }) => [...(makers.get(value) ?? [])]);
  const candidates = [...new Set(tasks)].filter(
    (task) => !task.job && task.size === size && task.members.length < mostMembers,
  );
  return candidates.reverse().find((task) => {
    const others = read.filter((access) => !isMade(access, task));
    if (others.length === read.length) return false;
    if (others.some(({ value }) => [...(makers.get(value) ?? [])].some((maker) => waitsFor(maker, task, makers)))) {
      return false;
    }
    return inOrder([...task.ends, ...others.flatMap(endsIn), ...(to ? endsOf(to.axes) : [])]) !== undefined;
  });
}

/**
 * Adds an operator to a pass.
 *
 * @returns What the operator takes from memory.
 */
function add({ member, to }: Single, task: Task): readonly Value[] {
  const operands = member.operands.map((operand) => {
    if (!isAccess(operand)) return operand;
    if (isMade(operand, task)) return operand.value;
    return task.walks.find((other) => isSame(other, operand)) ?? operand;
  });
  const read = operands.filter(isAccess);
  task.members.push({ ...member, operands });
  task.made.add(member.value);
  task.walks.push(...read);
  if (to) task.targets.push({ from: member.value, to });
  for (const end of [...read.flatMap(endsIn), ...(to ? endsOf(to.axes) : [])]) task.ends.add(end);
  return read.map(({ value }) => value);
}

/** The ends of the axes of a walk, if it is one: a number that is known is not read. */
function endsIn({ value, axes }: Access): readonly number[] {
  return value.scalar === undefined ? endsOf(axes) : [];
}

/** Whether a task needs what another one makes, or is that one. */
function waitsFor(task: Task, other: Task, makers: TasksOf): boolean {
  const seen = new Set<Task>();
  const open = [task];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next === other) return true;
    if (seen.has(next) || next.latest < other.first) continue;
    seen.add(next);
    for (const value of next.reads) {
      for (const maker of makers.get(value) ?? []) open.push(maker);
    }
  }
  return false;
}

/** Each task after those that make what it takes. */
function afterMakers(tasks: readonly Task[], makers: TasksOf): ReadonlySet<Task> {
  const done = new Set<Task>();
  const open = [...tasks].reverse();
  for (let task = open.at(-1); task; task = open.at(-1)) {
    const before = done.has(task) ? [] : [...task.reads].flatMap((value) => [...(makers.get(value) ?? [])]);
    const missing = before.filter((maker) => !done.has(maker));
    if (missing.length > 0) {
      open.push(...missing);
      continue;
    }
    done.add(task);
    open.pop();
  }
  return done;
}

/** Whether an operand is what a pass makes, number by number. */
function isMade(access: Access, { made }: Task): boolean {
  return made.has(access.value) && isPlain(access);
}

/** Whether all numbers of a value are gone through as they lie. */
function isPlain({ offset, axes }: Access): boolean {
  const ends = [1, ...endsOf(axes)];
  return offset === 0 && axes.toReversed().every(({ length, stride }, axis) => length === 1 || stride === ends[axis]);
}

function isSame(a: Access, b: Access): boolean {
  if (a.value !== b.value || a.offset !== b.offset || a.axes.length !== b.axes.length) return false;
  return a.axes.every((own, axis) => {
    const other = b.axes[axis];
    return own.length === other?.length && own.stride === other.stride;
  });
}
