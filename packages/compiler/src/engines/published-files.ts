/** The version of ONNX Runtime that is depended on. */
export const publishedVersion = '1.30.0';

/** Programs of ONNX Runtime: files that are not JavaScript, and their CRC-32 as npm publishes them in that version. */
type Programs = Readonly<Record<string, number>>;

/** The programs of `onnxruntime-node`, by platform, in the folder `bin` of the package. */
export const nativePrograms: Readonly<Record<string, Programs>> = {
  'darwin/arm64': { 'libonnxruntime.1.dylib': 0xd8485e97, 'onnxruntime_binding.node': 0xa9eae302 },
  'linux/arm64': { 'libonnxruntime.so.1': 0x305ddf94, 'onnxruntime_binding.node': 0x32f04c0c },
  'linux/x64': { 'libonnxruntime.so.1': 0x4187db7b, 'onnxruntime_binding.node': 0xeb247989 },
  'win32/arm64': { 'onnxruntime.dll': 0xb3580359, 'onnxruntime_binding.node': 0x4e752e34 },
  'win32/x64': { 'onnxruntime.dll': 0xed2e774e, 'onnxruntime_binding.node': 0xd15d2e3f },
};

/** The program of `onnxruntime-web` that runs graphs in Node, in the folder `dist` of the package. */
export const wasmProgram: Programs = { 'ort-wasm-simd-threaded.wasm': 0x608080c5 };

/**
 * The first of some programs that is not as npm publishes it: damaged, missing, or of another version.
 *
 * @param folder - Where they are.
 * @param programs - What they should be.
 * @returns Its path.
 */
export async function findDifferent(folder: string, programs: Programs): Promise<string | undefined> {
  const path = process.getBuiltinModule('node:path');
  for (const [name, published] of Object.entries(programs)) {
    const file = path.join(folder, name);
    if ((await checksum(file)) !== published) return file;
  }
  return undefined;
}

async function checksum(file: string): Promise<number | undefined> {
  const { createReadStream } = process.getBuiltinModule('node:fs');
  const { crc32 } = process.getBuiltinModule('node:zlib');
  let sum = 0;
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 2 ** 20 })) sum = crc32(chunk as Buffer, sum);
    return sum;
  } catch {
    return undefined;
  }
}
