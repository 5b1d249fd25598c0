import { isNode, locate } from './node-packages.ts';
import { findDifferent, publishedVersion, wasmProgram } from './published-files.ts';

/**
 * Finds out whether `onnxruntime-web` can be started safely. When its program is damaged it prints to the console,
 * and its threads keep the process from ending. So one that is not as npm publishes it is validated first.
 *
 * @returns Why it cannot be started, if so.
 */
export async function findWasmFault(): Promise<string | undefined> {
  const main = isNode() ? locate('onnxruntime-web') : undefined;
  if (!main) return undefined;
  const folder = process.getBuiltinModule('node:path').dirname(main);
  const different = await findDifferent(folder, wasmProgram);
  if (!different || (await isProgram(different))) return undefined;
  return `${different} is damaged or missing; install onnxruntime-web ${publishedVersion} again`;
}

async function isProgram(file: string): Promise<boolean> {
  const { readFile } = process.getBuiltinModule('node:fs/promises');
  const webAssembly = Reflect.get(globalThis, 'WebAssembly') as { validate(bytes: Uint8Array): boolean };
  try {
    return webAssembly.validate(await readFile(file));
  } catch {
    return false;
  }
}
