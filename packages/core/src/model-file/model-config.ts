import type { Inputs } from '../data/dataset.ts';
import type { TensorSpec } from '../layers/layer.ts';
import type { ModelParts } from '../model/model-graph.ts';
import type { Config } from '../options/config.ts';
import { configsOf, type PartConfigs } from '../model/part-configs.ts';

/** What a model is, as plain data: all that its file holds beside the weights. */
export interface ModelConfig {
  /** What one example of each input is. */
  readonly inputs: Inputs<TensorSpec>;
  /** The tasks, each with the config of its kind. */
  readonly tasks: readonly {
    readonly name: string;
    readonly kind: Config;
    readonly input?: string;
    readonly priority?: number;
  }[];
  /** Architecture, encoders and head. */
  readonly parts: PartConfigs;
}

/**
 * A model as plain data.
 *
 * @param parts - What it is made of.
 */
export function modelConfigOf(parts: ModelParts): ModelConfig {
  return {
    inputs: parts.inputs,
    tasks: parts.tasks.map(({ kind, ...task }) => ({ ...task, kind: kind.config })),
    parts: configsOf(parts),
  };
}
