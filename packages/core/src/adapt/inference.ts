import type { Run } from '../layers/layer.ts';
import type { Encoder } from '../encoders/encoder.ts';

/**
 * An encoder as it is after training, while others are trained on top of it: without dropout, and with the moving averages that it has, which stay.
 * It has the config of the encoder.
 *
 * @param encoder - The encoder.
 */
export function asInference(encoder: Encoder): Encoder {
  return {
    config: encoder.config,
    build(input, scope) {
      const built = encoder.build(input, scope);
      return { output: built.output, call: (x, run) => built.call(x, withoutTraining(run)) };
    },
    ...(encoder.stages && { stages: (input) => (encoder.stages?.(input) ?? []).map(asInference) }),
  };
}

function withoutTraining(run: Run): Run {
  return {
    training: false,
    weight: (ref) => run.weight(ref),
    labels: (task) => run.labels(task),
    assign: () => undefined,
    random: (shape) => run.random(shape),
    penalize: (value) => {
      run.penalize(value);
    },
  };
}
