import type { Layer } from './layer.ts';
import { groupByWeights } from './stages.ts';

/**
 * Layers one after the other. The weights of each are named after it and its place among those of its name: `dense-0/kernel`.
 *
 * @param layers - The layers, at least none.
 * @param name - Its name in configs.
 */
export function sequential(layers: readonly Layer[], name = 'sequential'): Layer {
  return {
    config: { kind: 'layer', name, options: { layers: layers.map(({ config }) => config) } },
    build(input, scope) {
      const seen = new Map<string, number>();
      let output = input;
      const built = layers.map((layer) => {
        const place = seen.get(layer.config.name) ?? 0;
        seen.set(layer.config.name, place + 1);
        const next = layer.build(output, scope.child(`${layer.config.name}-${place}`));
        output = next.output;
        return next;
      });
      return { output, call: (x, run) => built.reduce((value, layer) => layer.call(value, run), x) };
    },
    stages: (input) => groupByWeights(layers, input).map((group) => sequential(group)),
  };
}
