import type { Layer } from '../layers/layer.ts';
import { sequential } from '../layers/sequential.ts';
import { stagesOf } from '../layers/stages.ts';

/** The shared part of a model, or an expert of it: a layer from an input to features. */
export type Encoder = Layer;

/**
 * An encoder of layers one after the other, which depend on its input.
 *
 * @param name - Its name: `mlp`.
 * @param options - Its options, complete, as plain data.
 * @param layers - The layers for an input.
 */
export function defineEncoder(
  name: string,
  options: Readonly<Record<string, unknown>>,
  layers: (input: Parameters<Layer['build']>[0]) => readonly Layer[],
): Encoder {
  return {
    config: { kind: 'encoder', name, options },
    build: (input, scope) => sequential(layers(input)).build(input, scope),
    stages: (input) => stagesOf(sequential(layers(input)), input),
  };
}
