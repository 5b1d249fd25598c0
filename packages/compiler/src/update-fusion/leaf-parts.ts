import { isConstant, type Node, type Value } from '../graph/value.ts';
import { sourceOf, viewOf } from '../graph/views.ts';
import { sizeOf } from '../host-tensor.ts';
import type { Sweep } from './find-updates.ts';
import { isCombination, isSwept } from './fusable-ops.ts';
import { type Scattered, scatteredOf } from './sparse-rows.ts';

/** What fills a part of a leaf's memory. */
export interface Piece {
  /** The value. */
  readonly value: Value;
  /** How many numbers of the leaf come before. */
  readonly offset: number;
  /** What makes the value there; without one it is put there. */
  readonly sweep?: Sweep | undefined;
  /** What is put there, when it is but a few rows of the value. */
  readonly scattered?: Scattered | undefined;
}

/** What is known of the values around sweeps. */
export interface Known {
  /** Whether anything but the sweeps, and but one node, reads a value. */
  readonly isRead: (value: Value, reader?: Node) => boolean;
  /** Whether a value is at hand before the last part of the graph runs. */
  readonly isEarly: (value: Value) => boolean;
}

/** Values of at least so many numbers on average are put side by side where they are wanted, not in the graph before. */
const worthwhile = 16_384;

/**
 * What fills a leaf's memory: the leaf itself or, when it is made of others side by side, these, if they are large or all of
 * them can be had without running the last part of the graph. Of a value that is 0 but for a few rows, these rows do.
 *
 * @param leaf - The leaf.
 * @param known - What is known of the values around it.
 */
export function piecesOf(leaf: Value, known: Known): readonly Piece[] {
  const isOwn = leaf.node && !known.isRead(leaf);
  const whole = [{ value: leaf, offset: 0, scattered: isOwn ? scatteredOf(leaf) : undefined }];
  const parts = isOwn ? sideBySide(leaf.node) : undefined;
  if (!parts) return whole;
  let offset = 0;
  const pieces = parts.map((part): Piece => {
    const value = bare(part);
    const sweep = known.isEarly(value) ? undefined : sweepTo(value, known);
    const scattered = isOnlyFor(leaf.node, part, known) ? scatteredOf(value) : undefined;
    offset += sizeOf(part.shape);
    return { value, offset: offset - sizeOf(part.shape), sweep, scattered };
  });
  const atHand = pieces.every(({ value, sweep }) => sweep ?? (isConstant(value) || known.isEarly(value)));
  if (atHand && new Set(pieces.map(({ value }) => value)).size === pieces.length) return pieces;
  return offset < worthwhile * parts.length ? whole : pieces.map((piece) => ({ ...piece, sweep: undefined }));
}

/** What a node puts side by side along the first axis. */
function sideBySide({ type, inputs, attributes }: Node): readonly Value[] | undefined {
  const parts = inputs.filter((input) => input !== undefined);
  return type === 'Concat' && attributes.axis === 0 ? parts : undefined;
}

/** Whether nothing but a node reads a value, reshaped or not. */
function isOnlyFor(reader: Node | undefined, value: Value, known: Known): boolean {
  if (known.isRead(value, reader)) return false;
  const [before] = value.node?.inputs ?? [];
  return !before || sourceOf(value) === value || isOnlyFor(value.node, before, known);
}

/** A value before it was reshaped. */
function bare(value: Value): Value {
  const { source } = viewOf(value);
  return !isConstant(source) && sizeOf(source.shape) === sizeOf(value.shape) ? source : value;
}

/** The pass over memory that makes a value of what is at hand. */
function sweepTo(target: Value, { isEarly }: Known): Sweep | undefined {
  const nodes = new Set<Node>();
  const leaves = new Set<Value>();
  const visit = (value: Value | undefined): boolean => {
    if (!value) return false;
    const { node } = value;
    if (isConstant(value) ? value.splat !== undefined : isEarly(value)) {
      leaves.add(value);
      return true;
    }
    if (!node || !(isSwept(node) || isCombination(node))) return false;
    if (!nodes.has(node) && !node.inputs.every(visit)) return false;
    nodes.add(node);
    return true;
  };
  return visit(target) ? { nodes: [...nodes], leaves: [...leaves], targets: [target] } : undefined;
}
