import type { Tensor } from '@tensorflow/tfjs-core';
import type * as web from 'onnxruntime-web';
import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-web';

/** The programs that read the files here: both builds of ONNX Runtime, without anything of ours around them. */
export const runtimes = ['onnxruntime-node', 'onnxruntime-web'] as const;

/** The types of numbers that the functions here give. */
type Numbers = Float32Array | Int32Array | Uint8Array;

/** One of them. */
export type Runtime = (typeof runtimes)[number];

async function load(runtime: Runtime): Promise<Pick<typeof web, 'InferenceSession' | 'Tensor'>> {
  return runtime === 'onnxruntime-web' ? import('onnxruntime-web') : import('onnxruntime-node');
}

/**
 * A fresh session.
 *
 * @param runtime - What reads the model.
 * @param model - The file's bytes.
 */
export async function open(runtime: Runtime, model: Uint8Array): Promise<InferenceSession> {
  return (await load(runtime)).InferenceSession.create(model);
}

/**
 * What a session gives.
 *
 * @param runtime - What the session is of.
 * @param session - The session.
 * @param inputs - Its inputs, by name.
 */
export async function feed(
  runtime: Runtime,
  session: InferenceSession,
  inputs: Readonly<Record<string, Tensor>>,
): Promise<Readonly<Record<string, { type: string; data: Numbers; dims: readonly number[] }>>> {
  const ort = await load(runtime);
  const given = Object.entries(inputs).map(
    ([name, tensor]) =>
      [name, new ort.Tensor(tensor.dtype as 'float32', tensor.dataSync<'float32'>(), tensor.shape)] as const,
  );
  const outputs: Record<string, OrtTensor> = await session.run(Object.fromEntries(given));
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { type, data, dims }]) => [name, { type, data: data as Numbers, dims }]),
  );
}
