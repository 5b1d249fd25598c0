import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { arithmetic, binary } from './arithmetic.ts';
import { concat, pad, parts, reshape, slice, transpose } from './shapes.ts';
import { cast } from './number-types.ts';
import type { Window } from './window.ts';

/** The longest window along an axis for which comparing its positions one by one is faster. */
const longest = 4;

/**
 * Whether {@link maxPoolGradient} can compute the gradient of a max-pooling: small windows without overlap and padding.
 *
 * @param window - How the window moves.
 */
export function isSideBySide({ filter, strides, before, after }: Window): boolean {
  const padded = [...before, ...after].some((length) => length > 0);
  return !padded && filter.every((length, axis) => length === strides[axis] && length <= longest);
}

/**
 * The gradient of a max-pooling with respect to its input: it goes to the first maximum of each window. The maximum is found axis by
 * axis, the last one first, by comparing whole arrays: ONNX Runtime's own search has a branch for each number, which the processor
 * cannot predict.
 *
 * @param graph - The graph.
 * @param x - The input, with channels first.
 * @param dy - The gradient of the output, with channels first.
 * @param window - How the window moves.
 */
export function maxPoolGradient(graph: Graph, x: Value, dy: Value, { filter, output }: Window): Value {
  const lead = x.shape.slice(0, 2);
  const covered = output.map((length, axis) => length * (filter[axis] ?? 1));
  const rounds: Round[] = [];
  let rest = slice(graph, x, { begin: x.shape.map(() => 0), size: [...lead, ...covered] });
  for (let axis = filter.length - 1; axis >= 0; axis -= 1) {
    const length = filter[axis] ?? 1;
    if (length === 1) continue;
    const inner = sizeOf(output.slice(axis + 1));
    const runners = apart(graph, rest, length, inner);
    rounds.push({ length, inner, runners });
    const shape = [...lead, ...covered.slice(0, axis), ...output.slice(axis)];
    rest = reshape(graph, leaders(graph, runners).at(-1) ?? rest, shape);
  }
  const shares = rounds.reduceRight((gradient, round) => handBack(graph, gradient, round), dy);
  const missing = x.shape.map((length, axis) => [0, length - ([...lead, ...covered][axis] ?? 0)] as const);
  const zero = graph.scalarConstant(0, [], dy.dtype);
  return pad(graph, reshape(graph, shares, [...lead, ...covered]), missing, { mode: 'constant', value: zero });
}

/** The windows along one axis. */
interface Round {
  /** How many positions a window has. */
  readonly length: number;
  /** How many numbers each position has, over the inner axes. */
  readonly inner: number;
  /** The first positions of all windows, the second ones, and so on. */
  readonly runners: readonly Value[];
}

function apart(graph: Graph, x: Value, length: number, inner: number): readonly Value[] {
  const outer = sizeOf(x.shape) / (length * inner);
  const ones = new Array<number>(length).fill(1);
  if (inner > 1) return parts(graph, reshape(graph, x, [outer, length, inner]), ones, 1);
  return parts(graph, transpose(graph, reshape(graph, x, [outer, length]), [1, 0]), ones, 0);
}

function together(graph: Graph, values: readonly Value[], inner: number): Value {
  return inner > 1 ? concat(graph, values, 1) : transpose(graph, concat(graph, values, 0), [1, 0]);
}

/** The running maximum over the positions of a window. */
function leaders(graph: Graph, runners: readonly Value[]): readonly Value[] {
  const found: Value[] = [];
  for (const runner of runners) {
    const before = found.at(-1);
    found.push(before ? binary(graph, 'Max', before, runner) : runner);
  }
  return found;
}

/** Passes each window's gradient to the first of its maxima, from the last position to the first. */
function handBack(graph: Graph, gradient: Value, { inner, runners }: Round): Value {
  const [first] = runners;
  if (!first) return gradient;
  const ahead = leaders(graph, runners);
  let left = reshape(graph, gradient, first.shape);
  const shares: Value[] = [];
  for (let place = runners.length - 1; place > 0; place -= 1) {
    const [leader, runner] = [ahead[place - 1] ?? first, runners[place] ?? first];
    const kept = cast(graph, binary(graph, 'GreaterOrEqual', leader, runner, 'bool'), gradient.dtype);
    const before = arithmetic(graph, 'Mul', left, kept);
    shares.unshift(arithmetic(graph, 'Sub', left, before));
    left = before;
  }
  return together(graph, [left, ...shares], inner);
}
