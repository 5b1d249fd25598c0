import * as tf from '@tensorflow/tfjs-core';

import type { GradientFunction } from './gradient.ts';

/** The gradient of a sum by segments: that of its segment for each row, and 0 for a row of no segment. TensorFlow.js' own fails for numbers of segments that are too large. */
export const segmentSumGradient: GradientFunction = (dy, [segments]) => ({
  ...(segments && {
    x: () => {
      const [count = 0] = dy.shape;
      const inside = tf.logicalAnd(tf.greaterEqual(segments, 0), tf.less(segments, count));
      const rows = tf.gather(dy, tf.where(inside, segments, tf.zerosLike(segments)));
      const columns = rows.shape.slice(segments.rank).map(() => 1);
      return tf.where(tf.reshape(inside, [...segments.shape, ...columns]), rows, tf.zerosLike(rows));
    },
  }),
});
