import type { EncodedRows, MultiTaskModel } from '@equipoise/core';

/** Each task's outputs for some rows, by the task's name. */
export type Outputs = Readonly<Record<string, Float32Array>>;

/**
 * The outputs of a model for the rows of several requests, from one forward pass.
 *
 * @param model - The model.
 * @param requests - The rows of each request, encoded.
 * @returns The outputs for each request.
 */
export async function predictTogether(
  model: MultiTaskModel,
  requests: readonly Pick<EncodedRows, 'size' | 'inputs'>[],
): Promise<readonly Outputs[]> {
  const [only, ...others] = requests;
  if (only && others.length === 0) return [await model.predict(only.inputs)];
  const total = requests.reduce((rows, { size }) => rows + size, 0);
  const joined = Object.fromEntries(
    Object.keys(model.inputs).map((name) => [name, joinedValues(requests.map(({ inputs }) => inputs[name] ?? none))]),
  );
  const outputs = Object.entries(await model.predict(joined));
  let start = 0;
  return requests.map(({ size }) => {
    const [from, to] = [start, (start += size)];
    return Object.fromEntries(
      outputs.map(([task, values]) => {
        const width = values.length / total;
        return [task, values.subarray(from * width, to * width)];
      }),
    );
  });
}

const none = new Float32Array(0);

function joinedValues(parts: readonly (Float32Array | Int32Array)[]): Float32Array | Int32Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const joined = parts[0] instanceof Int32Array ? new Int32Array(length) : new Float32Array(length);
  let start = 0;
  for (const part of parts) {
    joined.set(part, start);
    start += part.length;
  }
  return joined;
}
