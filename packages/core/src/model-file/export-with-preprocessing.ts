import { exportOnnx, type InputSignature } from '@equipoise/compiler';
import type { Tensor } from '@tensorflow/tfjs-core';

import { DataError } from '../errors.ts';
import { lookup } from '../lookup.ts';
import type { Preprocessing, TensorPreprocessing } from '../preprocessing/preprocessing.ts';
import type { DecodedOutput } from '../tasks/decoded.ts';
import type { Task } from '../tasks/task.ts';
import { describe, type ExportedModel } from './export-model.ts';

type Column = TensorPreprocessing['columns'][string];

/**
 * Writes a model to an ONNX file with its preprocessing inside: columns in, predictions in the user's terms out.
 *
 * @param path - The file.
 * @param model - The model.
 * @param preprocessing - How columns become its inputs.
 * @throws {@link DataError} when an input or a task cannot be written by tensor operations; {@link CompileError} when the file cannot be written.
 */
export async function exportWithPreprocessing(
  path: string,
  { tasks, outputs }: ExportedModel,
  preprocessing: Preprocessing,
): Promise<void> {
  const inputs = Object.entries(preprocessing.inputs).map(([name, input]) => {
    if (input.tensors) return [name, input.tensors] as const;
    const how = `preprocessing by ${input.config.name} (input ${name})`;
    throw new DataError(`exportOnnx: ${how} cannot be in a file; without the option, the file takes tensors.`);
  });
  const columns = columnsOf(inputs.map(([, tensors]) => tensors));
  const decoded = tasks.flatMap(decodedOf);
  const texts = decoded.flatMap(({ output, texts: named }) => (named ? [[output, named] as const] : []));
  await exportOnnx(
    (cells: Readonly<Record<string, Tensor>>) => {
      const cellsOf = (column: string): Tensor => lookup(cells, column);
      const raw = outputs(Object.fromEntries(inputs.map(([name, tensors]) => [name, tensors.call(cellsOf)])));
      return Object.fromEntries(decoded.map(({ output, task, call }) => [output, call(lookup(raw, task))]));
    },
    {
      inputs: Object.fromEntries(
        columns.map(([name, column]): [string, InputSignature] => [name, signatureOf(column)]),
      ),
      texts: Object.fromEntries(texts),
      metadata: describe(Object.fromEntries(columns.map(([name, column]) => [name, describeColumn(column)])), tasks),
    },
    path,
  );
}

/** The columns that inputs read; several may read the same one. */
function columnsOf(inputs: readonly TensorPreprocessing[]): readonly (readonly [string, Column])[] {
  const columns = new Map<string, Column>();
  for (const [name, column] of inputs.flatMap((input) => Object.entries(input.columns))) {
    const known = columns.get(name);
    if (known && JSON.stringify(flat(known)) !== JSON.stringify(flat(column))) {
      throw new DataError(`exportOnnx: the column ${name} must be the same in every input that reads it.`);
    }
    columns.set(name, column);
  }
  return [...columns];
}

function flat({ texts }: Column): unknown {
  return texts && [[...texts.numbers], texts.otherwise];
}

function signatureOf({ texts }: Column): InputSignature {
  return { shape: ['batch', 1], dtype: 'float32', ...(texts && { texts }) };
}

function describeColumn({ texts }: Column): { readonly shape: readonly number[]; readonly dtype: string } {
  return { shape: [1], dtype: texts ? 'string' : 'float32' };
}

function decodedOf({
  name,
  kind,
}: Task): readonly (DecodedOutput & { readonly output: string; readonly task: string })[] {
  if (!kind.decoded) {
    const what = `${kind.name} with the loss ${kind.loss.name}`;
    throw new DataError(`exportOnnx: what ${what} predicts (task ${name}) cannot be in a file with preprocessing.`);
  }
  return Object.entries(kind.decoded).map(([part, decoded]) => ({ ...decoded, output: `${name}.${part}`, task: name }));
}
