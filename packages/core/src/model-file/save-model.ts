import { writeTensorDocument } from '../documents/tensor-document.ts';
import type { ModelGraph } from '../model/model-graph.ts';
import type { ModelWeights } from '../model/model-weights.ts';
import { configsOf } from '../model/part-configs.ts';
import { weightsByPath } from '../model/weights-by-path.ts';
import { type ModelConfig, modelDocument, taskConfigs } from './model-file.ts';

/**
 * Writes a model to a file.
 *
 * @param file - Its path.
 * @param graph - The model.
 * @param weights - Its weights.
 * @param more - How rows become inputs, and what it was trained on.
 * @throws {@link StorageError} when it cannot be written.
 */
export function saveModel(
  file: string,
  graph: ModelGraph,
  weights: ModelWeights,
  more: Pick<ModelConfig, 'preprocessing' | 'trained'>,
): void {
  const { parts } = graph;
  const body: ModelConfig = { inputs: parts.inputs, tasks: taskConfigs(parts.tasks), parts: configsOf(parts), ...more };
  writeTensorDocument(file, modelDocument, { tensors: weightsByPath({ graph, weights }), body });
}
