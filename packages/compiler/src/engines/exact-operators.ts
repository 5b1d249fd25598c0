import type { Node, Value } from '../graph/value.ts';
import { intProduct, intPower, intSum } from './exact-integers.ts';
import { type Add, constant, listed, type Rule, specOf } from './replaced-nodes.ts';
import type { LoadableGraph } from './runtime.ts';

const rules: Readonly<Record<string, Rule>> = {
  MaxPool: keepingNaN('Max', (node, add, sizes) => add('AveragePool', [sizes], specOf(node), node.attributes)),
  ReduceMax: keepingNaN('Max', sumOfSizes),
  ReduceMin: keepingNaN('Min', sumOfSizes),
  ReduceSum: intSum,
  ReduceProd: intProduct,
  Pow: intPower,
  TopK: topK,
};

/**
 * Replaces operators that ONNX Runtime computes wrong for some numbers: maxima and minima lose NaN (its issue 10514), TopK is
 * arbitrary where a number is NaN, and sums, products and powers of int32 saturate instead of wrapping.
 *
 * @param graph - The graph.
 */
export function withExactOperators(graph: LoadableGraph): LoadableGraph {
  const nodes = graph.nodes.flatMap((node): Node[] => {
    const [output] = node.outputs;
    if (!output) return [node];
    const added: Node[] = [];
    const add: Add = (type, inputs, { shape, dtype }, attributes = {}) => {
      const outputs: Value[] = [];
      const made: Node = { type, inputs, outputs, attributes };
      const value: Value = { name: `${output.name}_${added.length + 1}`, shape, dtype, node: made };
      outputs.push(value);
      added.push(made);
      return value;
    };
    const last = rules[node.type]?.(node, add);
    return last ? [...added, ...last] : [node];
  });
  return { ...graph, nodes };
}

/**
 * The maximum is not below −2 Σ|x| / n, and the minimum not above Σ|x|. Comparing with these bounds changes nothing, except that they are NaN
 * where one of the numbers is.
 */
function keepingNaN(type: 'Max' | 'Min', sum: (node: Node, add: Add, sizes: Value) => Value): Rule {
  return (node, add) => {
    const { inputs, outputs } = node;
    const [x] = inputs;
    if (x?.dtype !== 'float32' || outputs.length > 1) return undefined;
    const spec = specOf(node);
    const sizes = sum(node, add, neverNegative.has(x.node?.type ?? '') ? x : add('Abs', [x], x));
    const bound = type === 'Min' ? sizes : add('Mul', [sizes, constant(-2, 'float32')], spec);
    const extreme = add(node.type, inputs, spec, node.attributes);
    return [{ type, inputs: [extreme, bound], attributes: {}, outputs }];
  };
}

/** What these operators give needs no Abs. */
const neverNegative: ReadonlySet<string> = new Set(['Relu', 'Abs', 'Sigmoid', 'Softmax']);

function sumOfSizes(node: Node, add: Add, sizes: Value): Value {
  const { axes, keepdims = 1 } = node.attributes;
  const list = Array.isArray(axes) ? axes.map(Number) : sizes.shape.map((_, axis) => axis);
  return add('ReduceSum', [sizes, listed(list)], specOf(node), { keepdims });
}

/** The largest float32 that is finite. */
const largest = (2 - 2 ** -23) * 2 ** 127;

/** The k largest numbers, NaN above all: halves of the numbers are searched, which leave ∞ to NaN, and they are gathered from the original. */
function topK(node: Node, add: Add): readonly Node[] | undefined {
  const { inputs, attributes, outputs } = node;
  const [x, count] = inputs;
  const [values, places] = outputs;
  if (x?.dtype !== 'float32' || !values || !places) return undefined;
  const isNaN = add('IsNaN', [x], { shape: x.shape, dtype: 'bool' });
  const halves = add('Min', [add('Mul', [x, constant(0.5, 'float32')], x), constant(largest, 'float32')], x);
  const numbers = add('Where', [isNaN, constant(Infinity, 'float32'), halves], x);
  const found: Value = { ...values, name: `${values.name}_0` };
  return [
    { type: 'TopK', inputs: [numbers, count], outputs: [found, places], attributes },
    { type: 'GatherElements', inputs: [x, places], outputs: [values], attributes: { axis: x.shape.length - 1 } },
  ];
}
