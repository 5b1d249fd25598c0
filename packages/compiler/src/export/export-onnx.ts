import { isNode } from '../engines/node-packages.ts';
import { CompileError } from '../errors.ts';
import { encodeOnnx } from './encode-onnx.ts';
import type { ExportedFunction, OnnxSignature } from './signature.ts';

/**
 * Writes a function of TensorFlow.js to an ONNX file, for any program that reads these: inputs and outputs
 * have the function's names, the variables' newest values are inside as constants, and the operators are those of ONNX's
 * opset 17 (IR version 8). The file is written beside its place first, and moved there when it is whole.
 *
 * The function is traced as by `compile`, so shapes are fixed, but for one axis that may be named in place of a length
 * (`'batch'`): the function is then traced with two lengths, and what differs between the two must follow from the length.
 *
 * @param fn - The function: from tensors by name to tensors by name, without reading values.
 * @param signature - What the function takes, and what the file says of it.
 * @param path - The file; an old one is replaced.
 * @throws {@link CompileError} when the function assigns a variable, draws random numbers, calls the host or uses an op
 *   without a translation, when the file cannot be written, when what it computes does not follow from the length of the named axis, and where there are no
 *   files (in a browser {@link encodeOnnx} gives the bytes).
 */
export async function exportOnnx<Name extends string>(
  fn: ExportedFunction<Name>,
  signature: OnnxSignature<Name>,
  path: string,
): Promise<void> {
  if (!isNode()) throw new CompileError('exportOnnx: there are no files here; encodeOnnx gives the bytes.');
  const { rename, rm, writeFile } = process.getBuiltinModule('node:fs/promises');
  const model = await encodeOnnx(fn, signature);
  const whole = `${path}.${globalThis.crypto.randomUUID()}.tmp`;
  try {
    await writeFile(whole, model, { flush: true });
    await rename(whole, path);
  } catch (error) {
    await rm(whole, { force: true }).catch(() => undefined);
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new CompileError(`exportOnnx: ${path} cannot be written (${reason}); an old file is left as it was.`);
  }
}
