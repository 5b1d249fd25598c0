import type { Graph } from '../graph/graph.ts';
import { type Node, sameShape, type Value } from '../graph/value.ts';

/**
 * x − log Σ eˣ over the last axis, if that is what a subtraction computes. TensorFlow.js writes it in two ways,
 * (x − m) − log Σ eˣ⁻ᵐ in its logSoftmax and x − (m + log Σ eˣ⁻ᵐ) in its losses, with m the largest of x.
 *
 * @param graph - The graph.
 * @param a - The minuend.
 * @param b - The subtrahend.
 */
export function logSoftmax(graph: Graph, a: Value, b: Value): Value | undefined {
  const shifted = made('Sub', a)?.inputs;
  const logits = shifted?.[0];
  if (logits && shifted[1] && isMaximum(shifted[1], logits) && sumsOf(b) === a) return record(graph, logits);
  const parts = made('Add', unshaped(b))?.inputs;
  const [maximum, normalizer] = [unshaped(parts?.[0]), parts?.[1]];
  if (!maximum || !isMaximum(maximum, a) || !sameShape(b.shape, maximum.shape)) return undefined;
  const within = made('Sub', sumsOf(normalizer))?.inputs;
  return within?.[0] === a && within[1] === maximum ? record(graph, a) : undefined;
}

function record(graph: Graph, logits: Value): Value {
  return graph.op('LogSoftmax', [logits], logits, { axis: logits.shape.length - 1 });
}

/** Whether this is the maximum of x along the last axis. */
function isMaximum(value: Value, of: Value): boolean {
  const node = made('ReduceMax', value);
  return node?.inputs[0] === of && sameShape(value.shape, [...of.shape.slice(0, -1), 1]);
}

/** x, when this is log Σ eˣ over the last axis. */
function sumsOf(value: Value | undefined): Value | undefined {
  const sum = made('Log', value)?.inputs[0];
  const powers = made('ReduceSum', sum)?.inputs;
  const axes = powers?.[1]?.constant;
  const x = made('Exp', powers?.[0])?.inputs[0];
  return axes?.length === 1 && x && Number(axes[0]) === x.shape.length - 1 ? x : undefined;
}

function unshaped(value: Value | undefined): Value | undefined {
  return made('Reshape', value)?.inputs[0] ?? value;
}

function made(type: string, value: Value | undefined): Node | undefined {
  return value?.node?.type === type ? value.node : undefined;
}
