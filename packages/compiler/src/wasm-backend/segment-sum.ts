import type { Tensor, UnsortedSegmentSumAttrs } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { override } from './override.ts';

/** Sums by segment, which the backend lacks and the gradient of `gather`, and so of embeddings, needs. */
export function overrideSegmentSum(): void {
  override<'x' | 'segmentIds', UnsortedSegmentSumAttrs>('UnsortedSegmentSum', ({ inputs, attrs: { numSegments } }) => {
    const { segmentIds } = inputs;
    const x = tf.cast(inputs.x, 'float32'); // as the cpu backend gives it

    const isInside = (segment: number): boolean => segment >= 0 && segment < numSegments;
    const isComplete = Array.from(segmentIds.dataSync()).every(isInside);
    const rest = x.shape.slice(1);
    if (isComplete) return scatter(segmentIds, x, numSegments);
    // Rows of no segment go to an extra one, which is sliced off.
    const inside = Array.from(segmentIds.dataSync(), (segment) => (isInside(segment) ? segment : numSegments));
    const sums = scatter(tf.tensor1d(inside, 'int32'), x, numSegments + 1);
    return tf.slice(sums, [0, ...rest.map(() => 0)], [numSegments, ...rest]);
  });
}

function scatter(segments: Tensor, x: Tensor, count: number): Tensor {
  return tf.scatterND(tf.reshape(segments, [-1, 1]), x, [count, ...x.shape.slice(1)]);
}
