import { isConstant, type Node, type Value } from '../graph/value.ts';

/**
 * The key under which nodes can be fused, as text: operator, attributes, constants, and the shapes and types of inputs and outputs.
 *
 * @param node - The node.
 */
export function fusionKey({ type, attributes, inputs, outputs }: Node): string {
  const taken = inputs.map((input) => (input && isConstant(input) ? input.name : specOf(input)));
  return [type, JSON.stringify(attributes), taken.join(' '), outputs.map(specOf).join(' ')].join('|');
}

function specOf(value: Value | undefined): string {
  return value ? `${value.dtype}[${value.shape.join()}]` : '';
}
