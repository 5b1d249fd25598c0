import { configOf, type Loss, mae, type TaskKind } from '@equipoise/core';
import { add, concat, cos, div, mul, sin, sqrt, square, sub, sum, type Tensor1D } from '@tensorflow/tfjs-core';

/** 1 − cos of the angle between the outputs, a vector in the plane, and the true direction. */
const cosineDistance: Loss = {
  name: 'cosine-distance',
  form: 'angle',
  config: configOf('loss', 'cosine-distance', {}),
  call(outputs, labels) {
    const along = sum<Tensor1D>(mul(outputs, concat([cos(labels), sin(labels)], 1)), 1);
    return sub(1, div(along, sqrt(add(sum(square(outputs), 1), 1e-12))));
  },
};

const wrapped = (turn: number): number => Math.atan2(Math.sin(turn), Math.cos(turn));

/** A task that predicts an angle in radians, where −π and π are the same: the direction of the wind, the hour of the day. */
export function angle(): TaskKind<number> {
  const decode = (outputs: ArrayLike<number>): number => Math.atan2(outputs[1] ?? Number.NaN, outputs[0] ?? Number.NaN);
  return {
    name: 'angle',
    config: configOf('task-kind', 'angle', {}),
    outputs: { shape: [2], dtype: 'float32' }, // Cosine and sine, times any length.
    labels: { shape: [1], dtype: 'float32' },
    target: { form: 'angle', count: 1 },
    loss: cosineDistance,
    metrics: [mae()],
    checkLabel: (values) => (Number.isFinite(values[0]) ? undefined : 'a finite number of radians'),
    decode,
    // What metrics of regressions read: the error, the shorter way round, beside 0.
    numbers({ outputs, labels, size }) {
      const errors = Array.from(labels, (label, row) => wrapped(decode(outputs.subarray(2 * row)) - label));
      return [{ outputs: Float64Array.from(errors), labels: new Float64Array(size) }];
    },
  };
}
