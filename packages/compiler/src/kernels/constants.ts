import type { FillAttrs, LinSpaceAttrs, RangeAttrs } from '@tensorflow/tfjs-core';

import { UnsupportedOpError } from '../errors.ts';
import { kernel } from './kernel.ts';

/** True and false come as they are, whatever the type says. */
type Fill = Omit<FillAttrs, 'value'> & { readonly value: number | boolean | string };

kernel<never, Fill>('Fill', (graph, _, { shape, value, dtype }) => {
  if (typeof value === 'string') throw new UnsupportedOpError('Fill', 'with text');
  return graph.scalarConstant(Number(value), shape, dtype === 'int32' || dtype === 'bool' ? dtype : 'float32');
});
kernel<'x'>('ZerosLike', (graph, { x }) => graph.scalarConstant(0, x.shape, x.dtype));
kernel<'x'>('OnesLike', (graph, { x }) => graph.scalarConstant(1, x.shape, x.dtype));
kernel<never, RangeAttrs>('Range', (graph, _, { start, stop, step, dtype }) => {
  const length = Math.max(0, Math.ceil((stop - start) / step));
  const numbers = Array.from({ length }, (_unused, index) => start + index * step);
  const whole = dtype === 'int32';
  return graph.constant(
    whole ? Int32Array.from(numbers) : Float32Array.from(numbers),
    [length],
    whole ? 'int32' : 'float32',
  );
});

kernel<never, LinSpaceAttrs>('LinSpace', (graph, _, { start, stop, num }) => {
  const step = (stop - start) / (num - 1);
  const numbers = new Float32Array(num).fill(start);
  for (let index = 1; index < num; index += 1) numbers[index] = (numbers[index - 1] ?? 0) + step;
  return graph.constant(numbers, [num], 'float32');
});
