import { constantInitializer, defineEncoder, defineLayer, dense, type Encoder, type Layer } from '@equipoise/core';
import { prelu } from '@tensorflow/tfjs-core';

/** ReLU with a trained slope for numbers below 0, one for each feature (PReLU). */
export function parametricRelu(): Layer {
  return defineLayer({
    name: 'parametricRelu',
    build({ shape }, scope) {
      const slope = scope.weight('slope', shape, constantInitializer(0.25), { decay: false });
      return { shape, call: (x, run) => prelu(x, run.weight(slope)) };
    },
  });
}

/** Dense layers with {@link parametricRelu}. */
export function preluMlp({ hidden = [32, 32] }: { readonly hidden?: readonly number[] } = {}): Encoder {
  const layers = hidden.flatMap((units) => [dense({ units }), parametricRelu()]);
  return defineEncoder('preluMlp', { hidden }, () => layers);
}
