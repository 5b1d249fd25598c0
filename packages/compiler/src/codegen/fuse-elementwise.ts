import type { Value } from '../graph/value.ts';
import type { KernelLaunch } from './kernel-launch.ts';
import { type ElementwiseOp, emitElementwiseLoop, isView, type Store } from './loops/elementwise-loop.ts';
import { axisBoundaries, nestedBoundaries, type StridedView } from './strided-view.ts';

/** An elementwise operator that is to be fused. */
export interface ScheduledOp {
  /** The operator. */
  readonly op: ElementwiseOp;
  /** How many elements its output has. */
  readonly size: number;
  /** Where the output is stored, when that is a part of another value. */
  readonly store?: StridedView;
}

/** Operators of one loop at most: the values of more do not fit in the vector registers of a CPU. */
const maxOps = 24;

/** A fusion cluster: elementwise operators that become one loop, or a single kernel launch. */
interface Cluster {
  readonly launch?: KernelLaunch;
  readonly ops: ElementwiseOp[];
  readonly stores: Store[];
  /** The outputs of its operators. */
  readonly computed: Set<Value>;
  /** The views of memory that its operators read. */
  readonly views: StridedView[];
  /** The axis boundaries of all its views. */
  readonly boundaries: Set<number>;
  /** The values that it reads from memory. */
  readonly reads: Set<Value>;
  /** How many elements each value of the loop has. */
  readonly size: number;
  /** Index of its first step. */
  readonly first: number;
  /** Index of the last step that it contains or depends on. */
  latest: number;
}

/** The clusters that compute a value, or read it. */
type ClustersOf = Map<Value, Set<Cluster>>;

/**
 * Producer–consumer fusion: clusters elementwise operators that read each other's outputs, emits one loop for each cluster, and
 * orders all launches topologically.
 *
 * A step joins the last cluster that computes one of its operands element by element, if
 *
 * 1. the cluster has the same number of elements and room for another operator;
 * 2. no other operand depends on the cluster, which would make a cycle;
 * 3. all views of the cluster and the step can be iterated by one loop nest (see {@link nestedBoundaries}).
 *
 * @param steps - Operators and kernel launches, in topological order.
 * @param outputs - The values that are read after all launches.
 * @returns The launches, or `undefined` where a cluster has no common loop nest.
 */
export function fuseElementwise(
  steps: readonly (ScheduledOp | KernelLaunch)[],
  outputs: ReadonlySet<Value>,
): readonly KernelLaunch[] | undefined {
  const clusters: Cluster[] = [];
  const producers: ClustersOf = new Map();
  const users: ClustersOf = new Map();
  for (const [index, step] of steps.entries()) {
    const isOp = 'op' in step;
    const joined = isOp ? findCluster(step, producers) : undefined;
    const cluster = joined ?? newCluster(step, index);
    if (!joined) clusters.push(cluster);
    const read = isOp ? addToCluster(step, cluster) : step.reads.map(({ value }) => value);
    const written = isOp
      ? [step.op.value, ...(step.store ? [step.store.value] : [])]
      : step.writes.map(({ value }) => value);
    for (const value of read) {
      cluster.reads.add(value);
      addTo(users, value, cluster);
    }
    for (const value of written) addTo(producers, value, cluster);
    const before = read.flatMap((value) => [...(producers.get(value) ?? [])]);
    delay(cluster, Math.max(index, ...before.map(({ latest }) => latest)), users);
  }

  const read = new Set([...outputs, ...clusters.flatMap((cluster) => [...cluster.reads])]);
  const launches: KernelLaunch[] = [];
  for (const cluster of topologicalOrder(clusters, producers)) {
    const { ops, stores, size } = cluster;
    const liveOut = ops.filter(({ value }) => read.has(value));
    const ownStores = liveOut.map(({ value }) => ({
      from: value,
      to: { value, offset: 0, axes: [{ length: size, stride: 1 }] },
    }));
    const launch = cluster.launch ?? emitElementwiseLoop({ ops, stores: [...ownStores, ...stores] });
    if (!launch) return undefined;
    launches.push(launch);
  }
  return launches;
}

function newCluster(step: ScheduledOp | KernelLaunch, index: number): Cluster {
  const cluster = {
    ops: [],
    stores: [],
    computed: new Set<Value>(),
    views: [],
    reads: new Set<Value>(),
    first: index,
    latest: index,
  };
  if ('op' in step) return { ...cluster, size: step.size, boundaries: new Set([step.size]) };
  return { ...cluster, size: 0, boundaries: new Set(), launch: step };
}

function addTo(clustersOf: ClustersOf, value: Value, cluster: Cluster): void {
  const known = clustersOf.get(value);
  if (known) known.add(cluster);
  else clustersOf.set(value, new Set([cluster]));
}

/** Notes that a cluster, and all that depend on it, depend on a step. */
function delay(cluster: Cluster, latest: number, users: ClustersOf): void {
  const open = [cluster];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.latest >= latest && next !== cluster) continue;
    next.latest = Math.max(next.latest, latest);
    const written = next.launch ? next.launch.writes.map(({ value }) => value) : writtenBy(next);
    for (const value of written) {
      for (const user of users.get(value) ?? []) if (user !== cluster) open.push(user);
    }
  }
}

/** The values that a loop computes or stores to. */
function writtenBy({ ops, stores }: Cluster): readonly Value[] {
  return [...ops.map(({ value }) => value), ...stores.map(({ to }) => to.value)];
}

/** The cluster that an operator can join: one that computes an operand, and that no other operand depends on. */
function findCluster({ op, size, store }: ScheduledOp, producers: ClustersOf): Cluster | undefined {
  const read = op.operands.filter(isView);
  const clusters = read.flatMap(({ value }) => [...(producers.get(value) ?? [])]);
  const candidates = [...new Set(clusters)].filter(
    (cluster) => !cluster.launch && cluster.size === size && cluster.ops.length < maxOps,
  );
  return candidates.reverse().find((cluster) => {
    const others = read.filter((view) => !isComputed(view, cluster));
    if (others.length === read.length) return false;
    const producersOfOthers = others.flatMap(({ value }) => [...(producers.get(value) ?? [])]);
    if (producersOfOthers.some((producer) => dependsOn(producer, cluster, producers))) return false;
    const boundaries = [...others.flatMap(boundariesOf), ...(store ? axisBoundaries(store.axes) : [])];
    return nestedBoundaries([...cluster.boundaries, ...boundaries]) !== undefined;
  });
}

/**
 * Adds an operator to a cluster.
 *
 * @returns The values that the operator reads from memory.
 */
function addToCluster({ op, store }: ScheduledOp, cluster: Cluster): readonly Value[] {
  const operands = op.operands.map((operand) => {
    if (!isView(operand)) return operand;
    if (isComputed(operand, cluster)) return operand.value;
    return cluster.views.find((other) => isSameView(other, operand)) ?? operand;
  });
  const read = operands.filter(isView);
  cluster.ops.push({ ...op, operands });
  cluster.computed.add(op.value);
  cluster.views.push(...read);
  if (store) cluster.stores.push({ from: op.value, to: store });
  const boundaries = [...read.flatMap(boundariesOf), ...(store ? axisBoundaries(store.axes) : [])];
  for (const boundary of boundaries) cluster.boundaries.add(boundary);
  return read.map(({ value }) => value);
}

/** The axis boundaries of a view; a scalar constant is not read from memory. */
function boundariesOf({ value, axes }: StridedView): readonly number[] {
  return value.scalar === undefined ? axisBoundaries(axes) : [];
}

/** Whether a cluster depends on another one, or is that one. */
function dependsOn(cluster: Cluster, other: Cluster, producers: ClustersOf): boolean {
  const seen = new Set<Cluster>();
  const open = [cluster];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next === other) return true;
    if (seen.has(next) || next.latest < other.first) continue;
    seen.add(next);
    for (const value of next.reads) {
      for (const producer of producers.get(value) ?? []) open.push(producer);
    }
  }
  return false;
}

/** Each cluster after those that it depends on. */
function topologicalOrder(clusters: readonly Cluster[], producers: ClustersOf): ReadonlySet<Cluster> {
  const done = new Set<Cluster>();
  const open = [...clusters].reverse();
  for (let cluster = open.at(-1); cluster; cluster = open.at(-1)) {
    const before = done.has(cluster) ? [] : [...cluster.reads].flatMap((value) => [...(producers.get(value) ?? [])]);
    const missing = before.filter((producer) => !done.has(producer));
    if (missing.length > 0) {
      open.push(...missing);
      continue;
    }
    done.add(cluster);
    open.pop();
  }
  return done;
}

/** Whether an operand is computed by a cluster and read element by element. */
function isComputed(view: StridedView, { computed }: Cluster): boolean {
  return computed.has(view.value) && isContiguous(view);
}

/** Whether a view is a whole value in row-major order. */
function isContiguous({ offset, axes }: StridedView): boolean {
  const strides = [1, ...axisBoundaries(axes)];
  return (
    offset === 0 && axes.toReversed().every(({ length, stride }, axis) => length === 1 || stride === strides[axis])
  );
}

function isSameView(a: StridedView, b: StridedView): boolean {
  if (a.value !== b.value || a.offset !== b.offset || a.axes.length !== b.axes.length) return false;
  return a.axes.every((own, axis) => {
    const other = b.axes[axis];
    return own.length === other?.length && own.stride === other.stride;
  });
}
