import { isConstant, type Node, type Value } from '../graph/value.ts';
import { viewOf } from '../graph/views.ts';
import { sizeOf } from '../host-tensor.ts';
import { type Group, outputOf, type Place, type Places, type Source } from './fusion-group.ts';

/** Stacks of more numbers than this do not stay in a processor's caches, and would be held all at once. */
const mostNumbers = 2 ** 21;
/** Products of more multiplications than this take so long by themselves that there is nothing to gain. */
const mostWork = 2 ** 24;

/**
 * The group that a node belongs to: nodes that read the parts of the stack that it reads a part of. Where they do not read all parts, or it reads
 * none, there may be more nodes that read stretches of an input side by side, or products that have a factor in common.
 *
 * @param node - The node.
 * @param candidates - Nodes of its kind that do not need each other, itself among them.
 * @param places - The stacks that there are.
 */
export function groupOf(node: Node, candidates: readonly Node[], places: Places): Group | undefined {
  if (candidates.length < 2) return undefined;
  const position = node.inputs.findIndex((input) => places.has(input));
  const stack = places.get(node.inputs[position])?.group;
  const along = stack ? alongStack(node, candidates, { stack, position, places }) : [];
  const others = [along, neighbours(node, candidates), withCommonFactor(node, candidates)];
  const nodes =
    along.length > 0 && along.length === stack?.nodes.length ? along : others.sort((a, b) => b.length - a.length)[0];
  if (!nodes || nodes.length < 2 || nodes.length * sizeOf(outputOf(node).shape) > mostNumbers) return undefined;
  return { nodes, sources: node.inputs.map((_, position) => sourceOf(nodes, position, places)) };
}

/** For each part of the stack the candidate that reads it and has most inputs in common with the node. */
function alongStack(
  node: Node,
  candidates: readonly Node[],
  { stack, position, places }: { readonly stack: Group; readonly position: number; readonly places: Places },
): readonly Node[] {
  const found = new Map<number, Node>();
  for (const candidate of candidates) {
    const place = places.get(candidate.inputs[position]);
    if (place?.group !== stack) continue;
    const known = found.get(place.index);
    if (!known || inCommon(node, candidate) > inCommon(node, known)) found.set(place.index, candidate);
  }
  return [...found].sort(([a], [b]) => a - b).map(([, member]) => member);
}

function inCommon(a: Node, b: Node): number {
  return a === b ? Infinity : a.inputs.filter((input, position) => input === b.inputs[position]).length;
}

/** The nodes that read stretches of one input that lie side by side, and have everything else in common. */
function neighbours(node: Node, candidates: readonly Node[]): readonly Node[] {
  const position = node.inputs.findIndex((input) => input && isStretch(input));
  const own = node.inputs[position];
  if (!own) return [];
  const { source } = viewOf(own);
  const size = sizeOf(own.shape);
  const found = new Map<number, Node>();
  for (const candidate of [...candidates, node]) {
    const input = candidate.inputs[position];
    const view = input && viewOf(input);
    if (view?.source !== source || inCommon(node, candidate) < node.inputs.length - 1) continue;
    found.set(view.offset, candidate);
  }
  const sorted = [...found].sort(([a], [b]) => a - b);
  const first = sorted[0]?.[0] ?? 0;
  return sorted.every(([offset], index) => offset === first + index * size) ? sorted.map(([, member]) => member) : [];
}

/** Whether a value is a part of an input. */
function isStretch(value: Value): boolean {
  const { source } = viewOf(value);
  return !source.node && !isConstant(source) && sizeOf(source.shape) > sizeOf(value.shape);
}

/** The products with one factor in common and the other of their own. */
function withCommonFactor(node: Node, candidates: readonly Node[]): readonly Node[] {
  if ((node.type !== 'MatMul' && node.type !== 'Gemm') || workOf(node) > mostWork) return [];
  const groups = node.inputs.map((common, position) => {
    if (!common || isConstant(common)) return [];
    const byFactor = new Map(
      candidates
        .filter(({ inputs }) => inputs[position] === common)
        .map((candidate) => [candidate.inputs[1 - position], candidate]),
    );
    return [...byFactor.values()];
  });
  return groups.sort((a, b) => b.length - a.length)[0] ?? [];
}

function workOf(product: Node): number {
  const [left] = product.inputs;
  const inner = left?.shape.at(product.attributes.transA === 1 ? -2 : -1) ?? 1;
  return inner * sizeOf(outputOf(product).shape);
}

function sourceOf(nodes: readonly Node[], position: number, places: Places): Source {
  const values = nodes.map(({ inputs }) => inputs[position]);
  const [first] = values;
  if (values.every((value) => value === first)) return { common: first };
  const stack = places.get(first)?.group;
  const inOrder = (place: Place | undefined, index: number): boolean =>
    place?.group === stack && place?.index === index;
  if (stack?.nodes.length === nodes.length && values.every((value, index) => inOrder(places.get(value), index))) {
    return { stack };
  }
  return { each: values.filter((value): value is Value => value !== undefined) };
}
