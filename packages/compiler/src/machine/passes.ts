import type { Value } from '../graph/value.ts';
import { type Access, aligned } from './axes.ts';
import type { Job } from './job.ts';
import { isAccess, type Member, pointwise, type Target, walksOf } from './loops/pass.ts';

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
type TasksOf = Map<Value, Task[]>;

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
    const task = joined ?? {
      ...{ members: [], targets: [], reads: new Set<Value>(), first: index, latest: index },
      ...(isSingle ? { size: step.size } : { size: 0, job: step }),
    };
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
    const before = read.flatMap((value) => makers.get(value) ?? []);
    delay(task, Math.max(index, ...before.map(({ latest }) => latest)), readers);
  }

  const read = new Set([...kept, ...tasks.flatMap((task) => [...task.reads])]);
  const jobs: Job[] = [];
  for (const task of inOrder(tasks, makers)) {
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

function note(tasksOf: TasksOf, value: Value, task: Task): void {
  const known = tasksOf.get(value) ?? [];
  if (!known.includes(task)) tasksOf.set(value, [...known, task]);
}

/** Notes that a task, and all that wait for it, wait for a step. */
function delay(task: Task, latest: number, readers: TasksOf): void {
  const open = [task];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.latest >= latest && next !== task) continue;
    next.latest = Math.max(next.latest, latest);
    const made = next.job ? next.job.writes.map(({ value }) => value) : madeBy(next);
    for (const value of made) open.push(...(readers.get(value) ?? []).filter((reader) => reader !== task));
  }
}

/** What a pass makes. */
function madeBy({ members, targets }: Task): readonly Value[] {
  return [...members.map(({ value }) => value), ...targets.map(({ to }) => to.value)];
}

/** The pass that an operator can be part of: one that makes what it takes, and that nothing else which it takes waits for. */
function join({ member, size, to }: Single, makers: TasksOf): Task | undefined {
  const read = member.operands.filter(isAccess);
  const tasks = read.flatMap(({ value }) => makers.get(value) ?? []);
  const candidates = [...new Set(tasks)].filter(
    (task) => !task.job && task.size === size && task.members.length < mostMembers,
  );
  return candidates.reverse().find((task) => {
    const others = read.filter((access) => !isMade(access, task));
    if (others.length === read.length) return false;
    if (others.some(({ value }) => makers.get(value)?.some((maker) => waitsFor(maker, task, makers)))) return false;
    const walks = [...walksOf(task), ...others, ...(to ? [to] : [])].filter(({ value }) => value.splat === undefined);
    return aligned([...walks.map(({ axes }) => axes), [{ length: size, stride: 1 }]]) !== undefined;
  });
}

/**
 * Adds an operator to a pass.
 *
 * @returns What the operator takes from memory.
 */
function add({ member, to }: Single, task: Task): readonly Value[] {
  const known = task.members.flatMap(({ operands }) => operands.filter(isAccess));
  const operands = member.operands.map((operand) => {
    if (!isAccess(operand)) return operand;
    if (isMade(operand, task)) return operand.value;
    return known.find((other) => isSame(other, operand)) ?? operand;
  });
  task.members.push({ ...member, operands });
  if (to) task.targets.push({ from: member.value, to });
  return operands.filter(isAccess).map(({ value }) => value);
}

/** Whether a task needs what another one makes, or is that one. */
function waitsFor(task: Task, other: Task, makers: TasksOf): boolean {
  const seen = new Set<Task>();
  const open = [task];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next === other) return true;
    if (seen.has(next) || next.latest < other.first) continue;
    seen.add(next);
    for (const value of next.reads) open.push(...(makers.get(value) ?? []));
  }
  return false;
}

/** Each task after those that make what it takes. */
function inOrder(tasks: readonly Task[], makers: TasksOf): ReadonlySet<Task> {
  const done = new Set<Task>();
  const open = [...tasks].reverse();
  for (let task = open.at(-1); task; task = open.at(-1)) {
    const before = done.has(task) ? [] : [...task.reads].flatMap((value) => makers.get(value) ?? []);
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
function isMade(access: Access, { members, size }: Task): boolean {
  return members.some(({ value }) => value === access.value) && isPlain(access, size);
}

/** Whether all numbers of a value are gone through as they lie. */
function isPlain({ offset, axes }: Access, size: number): boolean {
  const [line = []] = aligned([axes]) ?? [];
  return offset === 0 && line.every(({ length, stride }) => length === size && stride === 1);
}

function isSame(a: Access, b: Access): boolean {
  return a.value === b.value && a.offset === b.offset && JSON.stringify(a.axes) === JSON.stringify(b.axes);
}
