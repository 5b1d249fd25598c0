import type { Dataset, Inputs } from '../data/dataset.ts';
import type { TensorDocumentKind } from '../documents/tensor-document.ts';
import type { TensorSpec } from '../layers/layer.ts';
import type { PartConfigs } from '../model/part-configs.ts';
import type { Config } from '../options/config.ts';
import { isRecord } from '../is-record.ts';

/** A model's file: safetensors with the weights by their paths; everything else is plain data in its metadata. */
export const modelDocument: TensorDocumentKind = { kind: 'model', schema: 1 };

/** A task as plain data. */
export interface TaskConfig {
  /** Its name. */
  readonly name: string;
  /** What it predicts. */
  readonly kind: Config;
  /** The input that it reads, or several. */
  readonly input?: string | readonly string[];
  /** How much it matters. */
  readonly priority?: number;
}

/** What a model was trained on and by. */
export interface Provenance {
  /** The name of the data set. */
  readonly dataset: string;
  /** Training examples. */
  readonly examples: number;
  /** SHA-256 of the data set. */
  readonly data: string;
  /** The strategy. */
  readonly balancer: Readonly<Record<string, unknown>>;
  /** The optimizer, its schedule and learning rate. */
  readonly optimizer: Readonly<Record<string, unknown>>;
  /** The seed. */
  readonly seed: number;
  /** Examples in a step. */
  readonly batchSize: number;
  /** The engine that ran the steps. */
  readonly engine: string;
  /** SHA-256 of the weights that the training started from, where it was given any. */
  readonly start?: string;
  /** Completed epochs. */
  readonly epochs: number;
  /** The epoch whose weights the model has, from 0. */
  readonly epoch: number;
  /** The metrics of that epoch on the validation split. */
  readonly validation: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
}

/** What a model is, as plain data: all that its file holds beside the weights. */
export interface ModelConfig {
  /** What one example of each input is. */
  readonly inputs: Inputs<TensorSpec>;
  /** The tasks, each with the config of its kind. */
  readonly tasks: readonly TaskConfig[];
  /** Architecture, encoders and head. */
  readonly parts: PartConfigs;
  /** How rows become inputs, where the data set said so. */
  readonly preprocessing?: Config;
  /** What it was trained on and by, where that is known. */
  readonly trained?: Provenance;
}

/**
 * Whether plain data describes a model.
 *
 * @param value - The data, from a file.
 */
export function isModelConfig(value: unknown): value is ModelConfig {
  if (!isRecord(value) || !isRecord(value.inputs) || !Array.isArray(value.tasks) || !isRecord(value.parts))
    return false;
  const { encoders, architecture, head } = value.parts;
  return isRecord(encoders) && isRecord(architecture) && isRecord(head) && value.tasks.every(isRecord);
}

/**
 * Tasks as plain data.
 *
 * @param tasks - The tasks.
 */
export function taskConfigs(tasks: Dataset['tasks']): readonly TaskConfig[] {
  return tasks.map(({ name, kind, input, priority }) => ({
    name,
    kind: kind.config,
    ...(input !== undefined && { input }),
    ...(priority !== undefined && { priority }),
  }));
}
