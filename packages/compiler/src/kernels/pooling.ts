import type { Graph } from '../graph/graph.ts';
import type { Attributes, Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { arithmetic } from './arithmetic.ts';
import { channelsFirst, channelsLast } from './channels.ts';
import { kernel } from './kernel.ts';
import { isSideBySide, maxPoolGradient } from './max-pool-gradient.ts';
import { reshape } from './shapes.ts';
import { withTypes } from './number-types.ts';
import { leftOver, type PoolAttrs, poolWindow, steps, type Window } from './window.ts';

for (const dimensions of ['', '3D']) {
  kernel<'x', PoolAttrs>(`MaxPool${dimensions}`, (graph, { x }, attrs) => {
    const window = poolWindow(x.shape, attrs);
    return withTypes(graph, [x], { takes: 'float32' }, (number) =>
      channelsLast(graph, graph.op('MaxPool', [channelsFirst(graph, number)], spec(window, number), settings(window))),
    );
  });

  kernel<'dy' | 'input', PoolAttrs>(`MaxPool${dimensions}Grad`, (graph, { dy, input }, attrs) => {
    const window = poolWindow(input.shape, attrs);
    const [x, amounts] = [channelsFirst(graph, input), channelsFirst(graph, dy)];
    if (isSideBySide(window)) return channelsLast(graph, maxPoolGradient(graph, x, amounts, window));
    // Windows overlap, so gradients at one position are added.
    const size = [sizeOf(x.shape)];
    const at = reshape(graph, placesOfMaxima(graph, x, window), [sizeOf(dy.shape)]);
    const inputs = [graph.scalarConstant(0, size, dy.dtype), at, reshape(graph, amounts, at.shape)];
    const sums = graph.op('ScatterElements', inputs, { shape: size, dtype: dy.dtype }, { axis: 0, reduction: 'add' });
    return channelsLast(graph, reshape(graph, sums, x.shape));
  });

  kernel<'x', PoolAttrs>(`AvgPool${dimensions}`, (graph, { x }, attrs) => {
    const window = poolWindow(x.shape, attrs);
    const inputs = [channelsFirst(graph, x)];
    return channelsLast(graph, graph.op('AveragePool', inputs, spec(window, x), settings(window)));
  });

  kernel<'dy' | 'input', PoolAttrs>(`AvgPool${dimensions}Grad`, (graph, { dy, input }, attrs) => {
    const window = poolWindow(input.shape, attrs);
    const { batch, inChannels, filter, before, after } = window;
    // The gradient of each mean is shared among the positions of its window inside the image: a transposed convolution with ones.
    const ones = graph.scalarConstant(1, [inChannels, 1, ...filter], dy.dtype);
    const inside = graph.scalarConstant(1, [1, inChannels, ...window.input], dy.dtype);
    const group = { ...steps(window), group: inChannels };
    const count = { shape: [1, inChannels, ...window.output], dtype: dy.dtype };
    const padded = [...before, ...after].some((length) => length > 0);
    const counts = padded
      ? graph.op('Conv', [inside, ones], count, group)
      : graph.scalarConstant(sizeOf(filter), count.shape, dy.dtype);
    const shares = arithmetic(graph, 'Div', channelsFirst(graph, dy), counts);
    const result = { shape: [batch, inChannels, ...window.input], dtype: dy.dtype };
    const attributes = { ...group, output_padding: leftOver(window) };
    return channelsLast(graph, graph.op('ConvTranspose', [shares, ones], result, attributes));
  });
}

function placesOfMaxima(graph: Graph, x: Value, window: Window): Value {
  const specs = [spec(window, x), { ...spec(window, x), dtype: 'int64' as const }];
  const [, places] = graph.ops('MaxPool', [x], specs, settings(window));
  if (!places) throw new RangeError('MaxPool gives two values');
  return places;
}

function spec({ batch, outChannels, output }: Window, { dtype }: Value) {
  return { shape: [batch, outChannels, ...output], dtype } as const;
}

function settings(window: Window): Attributes {
  return { kernel_shape: window.filter, ...steps(window) };
}
