import { type Engine, EngineChoice } from '@equipoise/compiler';

import type { Architecture } from '../architectures/architecture.ts';
import { architectureFromConfig } from '../architectures/registry.ts';
import type { TensorValues } from '../documents/safetensors.ts';
import { readTensorDocument } from '../documents/tensor-document.ts';
import { encoderFromConfig } from '../encoders/registry.ts';
import { DocumentError, EquipoiseError } from '../errors.ts';
import type { Head } from '../heads/head.ts';
import { headFromConfig } from '../heads/registry.ts';
import type { Layer, WeightRef } from '../layers/layer.ts';
import { ModelGraph } from '../model/model-graph.ts';
import { MultiTaskModel } from '../model/multi-task-model.ts';
import type { Registry } from '../options/from-config.ts';
import type { InputPreprocessing } from '../preprocessing/preprocessing.ts';
import { preprocessingFromConfig } from '../preprocessing/registry.ts';
import { oneLine } from '../show.ts';
import { type OwnTaskParts, taskKindFromConfig } from '../tasks/kinds/registry.ts';
import { isModelConfig, type ModelConfig, modelDocument } from './model-file.ts';

/** Options of {@link loadModel}. */
export interface LoadModelOptions extends OwnTaskParts {
  /** Architectures of your own that the model may have, by name. */
  readonly architectures?: Registry<Architecture>;
  /** Encoders and layers of your own that the model may have, by name. */
  readonly encoders?: Registry<Layer>;
  /** Your own ways that rows become an input, by name. */
  readonly inputPreprocessings?: Registry<InputPreprocessing>;
  /** Heads of your own that the model may have, by name. */
  readonly heads?: Registry<Head>;
  /**
   * What runs the model.
   *
   * @defaultValue 'auto'
   */
  readonly engine?: Engine;
}

/**
 * Reads a model that was written by `model.save`: on the same engine it gives the same numbers, bit for bit.
 *
 * @param file - Its path.
 * @param options - Parts of your own, and the engine.
 * @throws {@link DocumentError} when there is no such file, or it is no whole model, or of a later version; one sentence.
 */
export function loadModel(file: string, options: LoadModelOptions = {}): MultiTaskModel {
  const { config, tensors } = readModelFile(file);
  const { inputs, parts, preprocessing, trained } = config;
  try {
    const graph = new ModelGraph({
      inputs,
      tasks: config.tasks.map(({ kind, ...task }) => ({ ...task, kind: taskKindFromConfig(kind, options) })),
      architecture: architectureFromConfig(parts.architecture, options.architectures),
      encoder: Object.fromEntries(
        Object.entries(parts.encoders).map(([name, encoder]) => [name, encoderFromConfig(encoder, options.encoders)]),
      ),
      head: headFromConfig(parts.head, options.heads),
    });
    const weights = { parameters: vectorOf(graph.parameters, tensors), buffers: vectorOf(graph.buffers, tensors) };
    const engine = new EngineChoice({ engine: options.engine ?? 'auto', threads: 1 });
    const known = preprocessing && preprocessingFromConfig(preprocessing, options.inputPreprocessings);
    const more = { ...(known && { preprocessing: known }), ...(trained && { trained }) };
    return new MultiTaskModel({ graph, weights, engine, ...more });
  } catch (error) {
    if (!(error instanceof EquipoiseError)) throw error;
    throw new DocumentError(`${oneLine(file)} cannot be loaded: ${error.message}`, { cause: error });
  }
}

/** What a model's file holds. */
export interface ModelFile {
  /** What the model is. */
  readonly config: ModelConfig;
  /** Its weights, by their paths. */
  readonly tensors: Readonly<Record<string, TensorValues>>;
}

/**
 * Reads a model's file, without building the model.
 *
 * @param file - Its path.
 * @throws what {@link loadModel} throws.
 */
export function readModelFile(file: string): ModelFile {
  const found = readTensorDocument(file, modelDocument);
  if (!found) throw new DocumentError(`${oneLine(file)} is not there.`);
  const { body, tensors } = found;
  if (!isModelConfig(body)) throw new DocumentError(`${oneLine(file)} is not a whole model.`);
  return { config: body, tensors };
}

function vectorOf(refs: readonly WeightRef[], tensors: ModelFile['tensors']): Float32Array {
  const vector = new Float32Array(refs.reduce((total, { size }) => total + size, 0));
  for (const { path, shape, offset } of refs) {
    const found = Object.hasOwn(tensors, path) ? tensors[path] : undefined;
    if (found?.shape.join() !== shape.join()) {
      throw new DocumentError(`it has no weight ${path} of the shape [${shape.join()}]`);
    }
    vector.set(found.data, offset);
  }
  return vector;
}
