import { isConstant, type Node, type Value } from '../graph/value.ts';
import { sourceOf, viewOf } from '../graph/views.ts';
import { sizeOf } from '../host-tensor.ts';
import type { FusedUpdate } from './find-updates.ts';
import { isWeightedSum, isFusable } from './fusable-ops.ts';
import { type SparseRows, sparseRowsOf } from './sparse-rows.ts';

/** A value that is written to a part of a leaf's buffer. */
export interface LeafPart {
  /** The value. */
  readonly value: Value;
  /** Where in the leaf it begins, in elements. */
  readonly offset: number;
  /** The fused loop that computes the value in place; without one the value is copied there. */
  readonly update?: FusedUpdate | undefined;
  /** The rows that are added to zeros, when the value is sparse. */
  readonly sparseRows?: SparseRows | undefined;
}

/** What is known of the graph around fused updates. */
export interface GraphFacts {
  /** Whether anything but the fused updates, and but one node, reads a value. */
  readonly isRead: (value: Value, reader?: Node) => boolean;
  /** Whether a value is computed before the last partition runs. */
  readonly isKnownEarly: (value: Value) => boolean;
}

/** Values of at least so many elements on average are concatenated in the buffer, not by the graph. */
const minMeanSize = 16_384;

/**
 * What is written to a leaf's buffer: the leaf itself or, when it is a concatenation, its parts, if they are large or all of
 * them are known without running the last partition. Of a sparse gradient only the rows are written.
 *
 * @param leaf - The leaf.
 * @param facts - What is known of the graph around it.
 */
export function leafParts(leaf: Value, facts: GraphFacts): readonly LeafPart[] {
  const isOwn = leaf.node && !facts.isRead(leaf);
  const whole: readonly LeafPart[] = [{ value: leaf, offset: 0, sparseRows: isOwn ? sparseRowsOf(leaf) : undefined }];
  const parts = isOwn ? concatenated(leaf.node) : undefined;
  if (!parts) return whole;
  let offset = 0;
  const found = parts.map((part): LeafPart => {
    const value = beforeReshape(part);
    const update = facts.isKnownEarly(value) ? undefined : updateTo(value, facts);
    const sparseRows = isOnlyUsedBy(leaf.node, part, facts) ? sparseRowsOf(value) : undefined;
    offset += sizeOf(part.shape);
    return { value, offset: offset - sizeOf(part.shape), update, sparseRows };
  });
  const areKnown = found.every(({ value, update }) => update ?? (isConstant(value) || facts.isKnownEarly(value)));
  if (areKnown && new Set(found.map(({ value }) => value)).size === found.length) return found;
  return offset < minMeanSize * parts.length ? whole : found.map((part) => ({ ...part, update: undefined }));
}

/** The inputs of a concatenation along the first axis. */
function concatenated({ type, inputs, attributes }: Node): readonly Value[] | undefined {
  const parts = inputs.filter((input) => input !== undefined);
  return type === 'Concat' && attributes.axis === 0 ? parts : undefined;
}

/** Whether a node is the only user of a value, reshaped or not. */
function isOnlyUsedBy(reader: Node | undefined, value: Value, facts: GraphFacts): boolean {
  if (facts.isRead(value, reader)) return false;
  const [before] = value.node?.inputs ?? [];
  return !before || sourceOf(value) === value || isOnlyUsedBy(value.node, before, facts);
}

/** A value before it was reshaped. */
function beforeReshape(value: Value): Value {
  const { source } = viewOf(value);
  return !isConstant(source) && sizeOf(source.shape) === sizeOf(value.shape) ? source : value;
}

/** The fused loop that computes a value from known ones. */
function updateTo(target: Value, { isKnownEarly }: GraphFacts): FusedUpdate | undefined {
  const nodes = new Set<Node>();
  const leaves = new Set<Value>();
  const visit = (value: Value | undefined): boolean => {
    if (!value) return false;
    const { node } = value;
    if (isConstant(value) ? value.scalar !== undefined : isKnownEarly(value)) {
      leaves.add(value);
      return true;
    }
    if (!node || !(isFusable(node) || isWeightedSum(node))) return false;
    if (!nodes.has(node) && !node.inputs.every(visit)) return false;
    nodes.add(node);
    return true;
  };
  return visit(target) ? { nodes: [...nodes], leaves: [...leaves], stores: [target] } : undefined;
}
