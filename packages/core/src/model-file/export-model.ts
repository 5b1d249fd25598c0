import { exportOnnx, type InputSignature, type OnnxSignature } from '@equipoise/compiler';
import type { Tensor } from '@tensorflow/tfjs-core';

import type { Inputs } from '../data/dataset.ts';
import { DataError } from '../errors.ts';
import type { TensorSpec } from '../layers/layer.ts';
import { flag } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { Task } from '../tasks/task.ts';

/** Options of {@link MultiTaskModel.exportOnnx}. */
export const exportOptions = optionsSchema('exportOnnx', {
  preprocessing: flag({
    default: false,
    meaning: 'whether the file takes the columns of a table and gives predictions in their own terms',
  }),
});

/** Options of {@link MultiTaskModel.exportOnnx}. */
export type ExportOnnxOptions = OptionsOf<typeof exportOptions>;

/** What an ONNX file is made of. */
export interface ExportedModel {
  /** What one example of each input is. */
  readonly inputs: Inputs<TensorSpec>;
  /** What the model predicts. */
  readonly tasks: readonly Task[];
  /**
   * The raw outputs of each task.
   *
   * @param inputs - A batch of each input.
   */
  readonly outputs: (inputs: Inputs<Tensor>) => Readonly<Record<string, Tensor>>;
}

/**
 * Writes a model to an ONNX file: its inputs in, raw outputs out.
 *
 * @param path - The file.
 * @param model - The model.
 * @throws {@link CompileError} when it cannot be translated or written; {@link DataError} when a task writes sequences, which a file cannot search for.
 */
export async function exportModel(path: string, { inputs, tasks, outputs }: ExportedModel): Promise<void> {
  const writing = tasks.find(({ kind }) => kind.writing);
  if (writing) throw new DataError(`exportOnnx: task ${writing.name} writes token by token, which a file cannot do.`);
  const signatures = Object.entries(inputs).map(([name, { shape, dtype }]): [string, InputSignature] => [
    name,
    { shape: ['batch', ...shape], dtype },
  ]);
  const metadata = describe(inputs, tasks);
  await exportOnnx(outputs, { inputs: Object.fromEntries(signatures), metadata }, path);
}

/**
 * What a file says of its inputs and tasks.
 *
 * @param inputs - What it takes, as plain data.
 * @param tasks - What it predicts.
 */
export function describe(inputs: unknown, tasks: readonly Task[]): NonNullable<OnnxSignature['metadata']> {
  const known = tasks.map(({ name, kind }) => ({ name, kind: kind.name, classes: kind.names }));
  return { inputs: JSON.stringify(inputs), tasks: JSON.stringify(known) };
}
