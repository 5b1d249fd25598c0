import { EquipoiseError } from '@equipoise/core';
import type { MathNode } from 'mathjs/number';

import { mathjsAtHand } from './mathjs.ts';

/** A formula that was checked to compute with its variables and nothing else. */
export interface Expression {
  /** As it was written. */
  readonly text: string;
  /** The variables that occur in it. */
  readonly variables: ReadonlySet<string>;
  /**
   * Its value; a number unless the formula ends in a comparison.
   *
   * @param values - The value of each variable.
   * @throws an error of mathjs when a function is called with too few or too many arguments.
   */
  evaluate(values: Readonly<Record<string, number>>): unknown;
}

const longest = 1000;

const constants = new Set(['pi', 'e']);

const functions = new Set(
  ['abs', 'sign', 'min', 'max', 'floor', 'ceil', 'round', 'pow', 'sqrt', 'cbrt', 'exp', 'log', 'log2', 'log10'].concat([
    'sin',
    'cos',
    'tan',
    'asin',
    'acos',
    'atan',
    'sinh',
    'cosh',
    'tanh',
  ]),
);

const operators = new Set(
  ['add', 'subtract', 'multiply', 'divide', 'pow', 'mod', 'unaryMinus', 'unaryPlus', 'not', 'and', 'or', 'xor'].concat([
    'smaller',
    'smallerEq',
    'larger',
    'largerEq',
    'equal',
    'unequal',
  ]),
);

/** Node types that are allowed if their children are. */
const structure = new Set(['ParenthesisNode', 'ConditionalNode', 'RelationalNode']);

const refused: Readonly<Record<string, string>> = {
  AccessorNode: 'property access',
  ArrayNode: 'lists',
  AssignmentNode: 'assignments',
  BlockNode: 'more than one statement',
  FunctionAssignmentNode: 'function definitions',
  IndexNode: 'property access',
  ObjectNode: 'objects',
  RangeNode: 'ranges',
};

/**
 * Parses a formula such as `0.5*(1+cos(pi*epoch/epochs))`. It may have numbers, operators, comparisons, `a ? b : c`, the
 * constants pi and e, a fixed list of functions of numbers, and the given variables; everything else is an error.
 *
 * @param text - The formula.
 * @param variables - The names that it may use.
 * @param refuse - Makes the error from what the formula must be.
 * @throws what `refuse` made.
 */
export function readExpression(
  text: string,
  variables: readonly string[],
  refuse: (expected: string) => Error,
): Expression {
  if (text.length > longest) throw refuse(`a formula of at most ${longest} characters`);
  const tree = readTree(text, refuse);
  const used = new Set<string>();
  tree.traverse((node, path) => {
    const fault = faultOf(node, path, variables);
    if (fault) throw refuse(`a formula ${fault}`);
    if ('name' in node && variables.includes(String(node.name))) used.add(String(node.name));
  });
  const code = tree.compile();
  return { text, variables: used, evaluate: (values): unknown => code.evaluate({ ...values }) };
}

function readTree(text: string, refuse: (expected: string) => Error): MathNode {
  const mathjs = mathjsAtHand();
  if (!mathjs) throw new EquipoiseError(`A formula is read once mathjs is loaded: await \`prepare\` before \`weigh\`.`);
  try {
    return mathjs.parse(text);
  } catch (error) {
    throw refuse(`a formula (${error instanceof Error ? error.message : String(error)})`);
  }
}

/** The error of one node, as the end of a sentence that starts with "a formula …"; undefined if it is valid. */
function faultOf(node: MathNode, path: string, variables: readonly string[]): string | undefined {
  const found = `(found ${node.toString()})`;
  if (structure.has(node.type)) return undefined;
  if (node.type === 'ConstantNode') return constantFault(node, found);
  if (node.type === 'OperatorNode') {
    return 'fn' in node && operators.has(String(node.fn)) ? undefined : `with arithmetic operators only ${found}`;
  }
  if (node.type === 'FunctionNode') return undefined; // Its name is the next node, under the path `fn`.
  if (node.type === 'SymbolNode') {
    const name = node.toString();
    if (path === 'fn')
      return functions.has(name) ? undefined : `with functions among ${[...functions].join(' ')} ${found}`;
    const known = variables.includes(name) || constants.has(name);
    return known ? undefined : `of ${[...variables, ...constants].join(', ')} only ${found}`;
  }
  return `without ${refused[node.type] ?? node.type} ${found}`;
}

function constantFault(node: MathNode, found: string): string | undefined {
  const value: unknown = 'value' in node ? node.value : undefined;
  if (typeof value === 'number') return undefined;
  return value === undefined ? 'that is not empty' : `with no constants but numbers ${found}`;
}
