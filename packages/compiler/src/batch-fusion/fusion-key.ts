import { isConstant, type Node, type Value } from '../graph/value.ts';

/**
 * What alike nodes have in common, as text: operator, settings, constants, and the shapes and types of what they take and give.
 *
 * @param node - The node.
 */
export function kindOf({ type, attributes, inputs, outputs }: Node): string {
  const taken = inputs.map((input) => (input && isConstant(input) ? input.name : specOf(input)));
  return [type, JSON.stringify(attributes), taken.join(' '), outputs.map(specOf).join(' ')].join('|');
}

function specOf(value: Value | undefined): string {
  return value ? `${value.dtype}[${value.shape.join()}]` : '';
}
