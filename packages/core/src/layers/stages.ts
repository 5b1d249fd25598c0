import type { Built, Layer, Scope, TensorSpec } from './layer.ts';

/**
 * The stages of a layer: the layer itself when it is one piece.
 *
 * @param layer - The layer.
 * @param input - What one example of its input is.
 */
export function stagesOf(layer: Layer, input: TensorSpec): readonly Layer[] {
  return layer.stages?.(input) ?? [layer];
}

/**
 * Groups layers that follow each other: one that has a matrix or filters begins a group. The others (normalization, ReLU, pooling) belong to the
 * group before them, or to the first.
 *
 * @param layers - The layers.
 * @param input - What one example of the input of the first is.
 */
export function groupByWeights(layers: readonly Layer[], input: TensorSpec): readonly (readonly Layer[])[] {
  const groups: Layer[][] = [[]];
  let begun = false; // Whether the last group has a matrix.
  let spec = input;
  for (const layer of layers) {
    for (const piece of stagesOf(layer, spec)) {
      const { output, hasMatrix } = trial(piece, spec);
      if (hasMatrix && begun) groups.push([piece]);
      else groups.at(-1)?.push(piece);
      begun ||= hasMatrix;
      spec = output;
    }
  }
  return groups;
}

/** Builds a layer for no model: what it returns, and whether it declares a matrix or filters. */
function trial(layer: Layer, input: TensorSpec): Pick<Built, 'output'> & { readonly hasMatrix: boolean } {
  let hasMatrix = false;
  const scope: Scope = {
    path: '',
    child: () => scope,
    weight: (path, shape, initializer) => {
      hasMatrix ||= shape.length > 1;
      return { path, shape, size: 0, offset: 0, trainable: true, decay: false, initializer };
    },
  };
  const { output } = layer.build(input, scope);
  return { output, hasMatrix };
}
