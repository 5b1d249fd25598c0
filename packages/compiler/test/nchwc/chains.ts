import type { Graph } from '../../src/graph/graph.ts';
import type { GraphType, Value } from '../../src/graph/value.ts';

/** A graph of images while it is recorded. */
export interface Chain {
  /** The graph. */
  readonly graph: Graph;
  /** Makes an input. */
  readonly input: (shape: readonly number[]) => Value;
  /** What came before, all of one shape: [N, C, H, W]. */
  readonly values: readonly Value[];
  /** What is read at the end beside the last value. */
  readonly outputs: Value[];
}

type Link = (chain: Chain, x: Value) => Value;

function op(type: string, ...more: readonly ((chain: Chain, x: Value) => Value)[]): Link {
  return (chain, x) => chain.graph.op(type, [x, ...more.map((make) => make(chain, x))], x);
}

/** One number for each channel, or for whatever else the shape is of. */
const numbers = (lengths: (shape: readonly number[]) => readonly number[]) => (chain: Chain, x: Value) =>
  chain.input(lengths(x.shape));
const perChannel = numbers(([, channels = 1]) => [channels, 1, 1]);
const earlier: Link = ({ values }, x) => values[Math.floor(values.length / 2)] ?? x;
const zero: Link = ({ graph }) => graph.scalarConstant(0, [], 'float32');

function positive({ graph }: Chain, x: Value): Value {
  return graph.op('Greater', [x, graph.scalarConstant(0, [], 'float32')], { shape: x.shape, dtype: 'bool' });
}

function cast({ graph }: Chain, x: Value, dtype: GraphType): Value {
  return graph.op('Cast', [x], { shape: x.shape, dtype }, { to: dtype === 'float32' ? 1 : 9 });
}

function reduced(type: 'ReduceSum' | 'ReduceMean', axes: readonly number[], keepdims = 1): Link {
  return ({ graph }, x) => {
    const kept = x.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
    const spec = { shape: keepdims ? kept : x.shape.filter((_, axis) => !axes.includes(axis)), dtype: x.dtype };
    if (type === 'ReduceSum') return graph.op(type, [x, graph.ints(axes)], spec, { keepdims });
    return graph.op(type, [x], spec, { axes, keepdims });
  };
}

/** What also reads a value, and is read at the end. */
function seen(link: Link): Link {
  return (chain, x) => {
    chain.outputs.push(link(chain, x));
    return x;
  };
}

/** Operators that keep the shape of images, by name. */
export const links: Readonly<Record<string, Link>> = {
  convolution: ({ graph, input }, x) => {
    const channels = x.shape[1] ?? 1;
    const weights = graph.op('Div', [input([channels, channels, 3, 3]), graph.scalarConstant(8, [], 'float32')], {
      shape: [channels, channels, 3, 3],
      dtype: 'float32',
    });
    return graph.op('Conv', [x, weights], x, { pads: [1, 1, 1, 1] });
  },
  rectify: op('Relu'),
  squash: op('Tanh'),
  scale: op('Mul', perChannel),
  shift: op('Add', perChannel),
  lower: op('Sub', perChannel),
  'scale each': op(
    'Mul',
    numbers(([batch = 1, channels = 1]) => [batch, channels, 1, 1]),
  ),
  'scale images': op(
    'Mul',
    numbers(([batch = 1]) => [batch, 1, 1, 1]),
  ),
  'shift rows': op(
    'Add',
    numbers(([, , height = 1]) => [height, 1]),
  ),
  'shift channels of rows': op(
    'Add',
    numbers(([, channels = 1, height = 1]) => [channels, height, 1]),
  ),
  'from a number for each channel': (chain, x) => chain.graph.op('Sub', [perChannel(chain, x), x], x),
  halve: (chain, x) => chain.graph.op('Div', [x, chain.graph.scalarConstant(2, [x.shape[1] ?? 1, 1, 1], 'float32')], x),
  skip: op('Add', earlier),
  'take away': op('Sub', earlier),
  larger: op('Max', zero),
  'gradient of a rectification': (chain, x) =>
    chain.graph.op('Mul', [x, cast(chain, positive(chain, x), 'float32')], x),
  where: (chain, x) =>
    chain.graph.op('Where', [positive(chain, x), x, chain.graph.scalarConstant(0, [], 'float32')], x),
  centre: (chain, x) => chain.graph.op('Sub', [x, reduced('ReduceMean', [0, 2, 3])(chain, x)], x),
  normalise: ({ graph, input }, x) => {
    const channels = x.shape[1] ?? 1;
    const ones = graph.scalarConstant(1, [channels], 'float32');
    const operands = [x, ones, input([channels]), input([channels]), ones];
    return graph.op('BatchNormalization', operands, x, { epsilon: { float: 1e-3 } });
  },
  'largest around': ({ graph }, x) =>
    graph.op('MaxPool', [x], x, { kernel_shape: [3, 3], strides: [1, 1], pads: [1, 1, 1, 1] }),
  'mean around': ({ graph }, x) =>
    graph.op('AveragePool', [x], x, { kernel_shape: [3, 3], strides: [1, 1], pads: [1, 1, 1, 1] }),
  'see it': seen((_, x) => x),
  'see it with the channel last': seen(({ graph }, x) => {
    const perm = [0, 2, 3, 1];
    return graph.op('Transpose', [x], { shape: perm.map((axis) => x.shape[axis] ?? 1), dtype: x.dtype }, { perm });
  }),
  'see what is positive': seen((chain, x) => {
    // Numbers for the channels that leave no doubt.
    const numbers = perChannel(chain, x);
    const far = chain.graph.op('Mul', [numbers, chain.graph.scalarConstant(1e6, [], 'float32')], numbers);
    return positive(chain, chain.graph.op('Add', [x, far], x));
  }),
  'see a row': seen(({ graph }, x) => {
    const bounds = [[1], [2], [2]].map((list) => graph.ints(list));
    return graph.op('Slice', [x, ...bounds], {
      shape: [...x.shape.slice(0, 2), 1, ...x.shape.slice(3)],
      dtype: x.dtype,
    });
  }),
  'see the mean of each channel': seen(reduced('ReduceMean', [0, 2, 3])),
  'see the sum of each channel of each image': seen((chain, x) =>
    reduced('ReduceSum', [2, 3], 0)(chain, chain.graph.op('Abs', [x], x)),
  ),
  'see the sum of each place': seen(reduced('ReduceSum', [0, 1])),
  'see the sum of squares': seen((chain, x) =>
    reduced('ReduceSum', [0, 2, 3], 0)(chain, chain.graph.op('Mul', [x, x], x)),
  ),
};
