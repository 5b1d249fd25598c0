import { CompileError } from '../errors.ts';
import type { Graph } from '../graph/graph.ts';
import { callSite } from './call-site.ts';
import { runningOps } from './op-scopes.ts';

/** An op of the traced function that reads or writes by indices. */
export interface IndexSite {
  /** The ONNX operator that it became. */
  readonly type: 'Gather' | 'GatherND' | 'ScatterND';
  /** The op, and where the function calls it. */
  readonly place: string;
  /** The lengths of the axes that are indexed. */
  readonly lengths: readonly number[];
  /** For several tables that were concatenated: their total length, by which an index out of range is moved beyond it. */
  readonly whole?: number;
}

const sites = new WeakMap<Graph, IndexSite[]>();

/**
 * Records an op with indices and its call site.
 *
 * @param graph - The graph that it is recorded in.
 * @param site - What is known of it beside its place.
 */
export function recordIndexSite(graph: Graph, site: Omit<IndexSite, 'place'>): void {
  sites.set(graph, [...(sites.get(graph) ?? []), { ...site, place: indexingOp() }]);
}

/**
 * The ops with indices of a graph.
 *
 * @param graph - The graph.
 */
export function indexSitesOf(graph: Graph): readonly IndexSite[] {
  return sites.get(graph) ?? [];
}

/** The op that is running, and its call site. */
export function indexingOp(): string {
  return `${runningOps()[0] ?? 'an op'}${callSite()}`;
}

/**
 * The error for an index out of range.
 *
 * @param place - The op, and where it is called.
 * @param index - The index.
 * @param length - How many there are, if that is known.
 */
export function outOfRange(place: string, index: number, length?: number): CompileError {
  const expected = length === undefined ? 'within the axis' : `at least ${-length} and less than ${length}`;
  return new CompileError(`compile: an index of ${place} must be ${expected}, received ${index}.`);
}

interface Complaint {
  readonly type?: string;
  readonly index: number;
  readonly length?: number;
}

/**
 * The error to throw in place of a runtime's: if it is about an index, a sentence that names the op.
 *
 * @param error - The error.
 * @param known - The ops with indices.
 */
export function withIndexSite(error: unknown, known: readonly IndexSite[]): unknown {
  const complaint = error instanceof CompileError ? complaintOf(error.message) : undefined;
  if (!complaint) return error;
  const { type, index, length } = complaint;
  const ofType = known.filter((site) => type === undefined || site.type === type);
  const fitting = ofType.filter((site) => length === undefined || [...site.lengths, site.whole].includes(length));
  const [site, ...others] = fitting.length > 0 ? fitting : ofType;
  if (!site) return error;
  const places = [...new Set([site, ...others].map(({ place }) => place))].join(' or ');
  if (site.whole === undefined) return outOfRange(places, index, length ?? only(site.lengths));
  return outOfRange(places, index < 0 ? index + site.whole : index - site.whole, site.lengths[0]);
}

function complaintOf(message: string): Complaint | undefined {
  const gather = /idx=(-?\d+) must be within the inclusive range \[-(\d+),/.exec(message);
  if (gather) return { type: 'Gather', index: Number(gather[1]), length: Number(gather[2]) };
  const nd = /invalid (index|indice) found, indi?c?e?x? = (-?\d+)/.exec(message);
  if (nd) return { type: nd[1] === 'index' ? 'GatherND' : 'ScatterND', index: Number(nd[2]) };
  const own = /an index must be at least -\d+ and less than (\d+), received (-?\d+)/.exec(message);
  return own ? { index: Number(own[2]), length: Number(own[1]) } : undefined;
}

function only(lengths: readonly number[]): number | undefined {
  return lengths.length === 1 ? lengths[0] : undefined;
}
