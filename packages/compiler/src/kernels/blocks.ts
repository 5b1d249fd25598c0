import type { BatchToSpaceNDAttrs, DepthToSpaceAttrs, SpaceToBatchNDAttrs } from '@tensorflow/tfjs-core';
import { backend_util } from '@tensorflow/tfjs-core';

import { UnsupportedOpError } from '../errors.ts';
import { sizeOf } from '../host-tensor.ts';
import { scalar } from './arithmetic.ts';
import { kernel } from './kernel.ts';
import { pad, reshape, slice, transpose } from './shapes.ts';

kernel<'x', SpaceToBatchNDAttrs>('SpaceToBatchND', (graph, { x }, { blockShape, paddings }) => {
  const around = x.shape.map((_, axis): readonly [number, number] => {
    const [before = 0, after = 0] = paddings[axis - 1] ?? [];
    return [before, after];
  });
  const padded = pad(graph, x, around, { mode: 'constant', value: scalar(graph, 0, x.dtype) });
  const shape = [...padded.shape];
  const size = sizeOf(blockShape);
  const blocks = backend_util.getReshaped(shape, blockShape, size, false);
  const order = backend_util.getPermuted(blocks.length, blockShape.length, false);
  const result = backend_util.getReshapedPermuted(shape, blockShape, size, false);
  return reshape(graph, transpose(graph, reshape(graph, padded, blocks), order), result);
});

kernel<'x', BatchToSpaceNDAttrs>('BatchToSpaceND', (graph, { x }, { blockShape, crops }) => {
  const shape = [...x.shape];
  const count = sizeOf(blockShape);
  const blocks = backend_util.getReshaped(shape, blockShape, count);
  const order = backend_util.getPermuted(blocks.length, blockShape.length);
  const whole = backend_util.getReshapedPermuted(shape, blockShape, count);
  const begin = backend_util.getSliceBeginCoords(crops, blockShape.length);
  const part = backend_util.getSliceSize(whole, crops, blockShape.length);
  const size = whole.map((length, axis) => part[axis] ?? length);
  const spread = reshape(graph, transpose(graph, reshape(graph, x, blocks), order), whole);
  return slice(graph, spread, { begin: whole.map((_, axis) => begin[axis] ?? 0), size });
});

kernel<'x', DepthToSpaceAttrs>('DepthToSpace', (graph, { x }, { blockSize, dataFormat }) => {
  if (dataFormat === 'NCHW') throw new UnsupportedOpError('DepthToSpace', 'data format NCHW');
  const [batch = 1, height = 1, width = 1, channels = 1] = x.shape;
  const depth = channels / blockSize ** 2;
  const blocks = reshape(graph, x, [batch, height, width, blockSize, blockSize, depth]);
  const spread = transpose(graph, blocks, [0, 1, 3, 2, 4, 5]);
  return reshape(graph, spread, [batch, height * blockSize, width * blockSize, depth]);
});
