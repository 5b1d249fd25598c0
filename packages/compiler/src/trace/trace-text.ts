import { bytesText } from '../graph/graph.ts';
import { isConstant, type Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import type { Trace } from './trace.ts';

/** With more elements of constants than these, the text of a trace would take more memory than it saves. */
const mostElements = 2 ** 18;

/**
 * All that the compiled graphs of a trace depend on, as text: two traces with equal texts differ only in which variables, host functions
 * and random numbers they are run with. Must be made before the passes add nodes to the graph.
 *
 * @param trace - The trace.
 * @returns The text; undefined where the constants are too large for one.
 */
export function traceText({ graph, inputs, random, variables, outputs }: Trace): string | undefined {
  const constants = new Set<Value>();
  const nameOf = (value: Value | undefined): string => {
    if (value && isConstant(value)) constants.add(value);
    return value?.name ?? '';
  };
  const namesOf = (values: readonly (Value | undefined)[]): string => values.map(nameOf).join();
  const lines = [
    ...graph.nodes.map(({ type, inputs: read, attributes, outputs: made }) =>
      [type, namesOf(read), JSON.stringify(attributes, told), made.map(specOf).join(' ')].join('|'),
    ),
    ...graph.hostCallbacks.map(({ inputs: read, output }) => `callback|${namesOf(read)}|${specOf(output)}`),
    ...inputs.map((value) => `input|${specOf(value)}`),
    ...random.map(({ value, distribution }) => `${distribution}|${specOf(value)}`),
    ...variables.map(({ before, after }) => `variable|${before ? specOf(before) : ''}|${nameOf(after)}`),
    `outputs|${namesOf(outputs)}`,
  ];
  const large = [...constants].filter(({ scalar }) => scalar === undefined);
  if (large.reduce((sum, { shape }) => sum + sizeOf(shape), 0) > mostElements) return undefined;
  return [...lines, ...[...constants].map((value) => `${specOf(value)}=${numbersOf(value)}`)].join('\n');
}

/** Numbers that JSON would change. */
function told(_: string, value: unknown): unknown {
  const isChanged = typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0));
  return isChanged ? `number ${Object.is(value, -0) ? '-0' : value}` : value;
}

function specOf({ name, dtype, shape }: Value): string {
  return `${name}:${dtype}[${shape.join()}]`;
}

function numbersOf(value: Value): string {
  const { scalar } = value; // A scalar makes an array of itself when its elements are asked for.
  if (scalar === undefined) return value.constant ? bytesText(value.constant) : '';
  return Object.is(scalar, -0) ? '-0' : String(scalar);
}
