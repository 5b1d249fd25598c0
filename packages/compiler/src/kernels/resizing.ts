import type { CropAndResizeAttrs, ResizeBilinearAttrs } from '@tensorflow/tfjs-core';

import { UnsupportedOpError } from '../errors.ts';
import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import { channelsFirst, channelsLast } from './channels.ts';
import { kernel } from './kernel.ts';
import { cast } from './number-types.ts';
import { bilinear, matrix, type Matrix, type Mix, nearest, transposed } from './sampling.ts';

for (const [name, sampler] of [
  ['ResizeBilinear', bilinear],
  ['ResizeNearestNeighbor', nearest],
] as const) {
  kernel<'images', ResizeBilinearAttrs>(name, (graph, { images }, attrs) => {
    const [height = 1, width = 1] = images.shape.slice(1);
    const [rows, columns] = [sampler(height, attrs.size[0], attrs), sampler(width, attrs.size[1], attrs)];
    if (sampler === nearest) return pick(graph, images, rows, columns);
    return mix(graph, cast(graph, images, 'float32'), matrix(rows, height), matrix(columns, width));
  });

  // TensorFlow.js' own gradients leave out `halfPixelCenters`, and mix up height and width; these are of what is computed.
  kernel<'images' | 'dy', ResizeBilinearAttrs>(`${name}Grad`, (graph, { images, dy }, attrs) => {
    const [height = 1, width = 1] = images.shape.slice(1);
    const [newHeight = 1, newWidth = 1] = dy.shape.slice(1);
    const rows = matrix(sampler(height, newHeight, attrs), height);
    return mix(graph, dy, transposed(rows), transposed(matrix(sampler(width, newWidth, attrs), width)));
  });
}

// As layers.centerCrop calls it: one box for each image in turn, all boxes equal and constant.
kernel<'image' | 'boxes' | 'boxInd', CropAndResizeAttrs>('CropAndResize', (graph, { image, boxes, boxInd }, attrs) => {
  const edges = Array.from(boxes.constant ?? [], Number);
  const [top = 0, left = 0, bottom = 0, right = 0] = edges;
  const equal = edges.every((edge, index) => edge === edges[index % 4]);
  const inTurn = Array.from(boxInd.constant ?? [], Number).every((of, index) => of === index);
  const complete = boxInd.constant && edges.length === 4 * (image.shape[0] ?? 0) && edges.length > 0;
  if (!complete || !equal || !inTurn || attrs.method !== 'nearest') {
    throw new UnsupportedOpError('CropAndResize', 'other than to the nearest pixel of one constant box');
  }
  const [height = 1, width = 1] = image.shape.slice(1);
  const rows = cropped([top, bottom], height, attrs.cropSize[0]);
  const columns = cropped([left, right], width, attrs.cropSize[1]);
  return cast(graph, pick(graph, image, rows, columns), 'float32');
});

function cropped([start, end]: readonly [number, number], from: number, to: number): Mix {
  const scale = to > 1 ? ((end - start) * (from - 1)) / (to - 1) : 0;
  return Array.from({ length: to }, (_, index) => {
    const place = to > 1 ? start * (from - 1) + index * scale : 0.5 * (start + end) * (from - 1);
    if (place < 0 || place > from - 1) throw new UnsupportedOpError('CropAndResize', 'a box outside the image');
    return [[Math.round(place), 1]];
  });
}

function pick(graph: Graph, x: Value, rows: Mix, columns: Mix): Value {
  return [rows, columns].reduce((image, chosen, index) => {
    const indices = Int32Array.from(chosen, ([first]) => first?.[0] ?? 0);
    const axis = index + 1;
    const shape = image.shape.map((length, at) => (at === axis ? indices.length : length));
    if (indices.length === image.shape[axis] && indices.every((place, at) => place === at)) return image;
    const list = graph.constant(indices, [indices.length], 'int32');
    return graph.op('Gather', [image, list], { shape, dtype: x.dtype }, { axis });
  }, x);
}

/** Rows · image · columnsᵀ, for each channel. */
function mix(graph: Graph, x: Value, rows: Matrix, columns: Matrix): Value {
  const images = channelsFirst(graph, x);
  const [batch = 1, channels = 1, height = 1] = images.shape;
  const wide = { shape: [batch, channels, height, columns.rows], dtype: x.dtype };
  const result = { shape: [batch, channels, rows.rows, columns.rows], dtype: x.dtype };
  const across = graph.op('MatMul', [images, constant(graph, transposed(columns))], wide);
  return channelsLast(graph, graph.op('MatMul', [constant(graph, rows), across], result));
}

function constant(graph: Graph, { rows, columns, at }: Matrix): Value {
  const numbers = Float32Array.from({ length: rows * columns }, (_, index) =>
    at(Math.floor(index / columns), index % columns),
  );
  return graph.constant(numbers, [rows, columns], 'float32');
}
