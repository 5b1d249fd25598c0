import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes what one task is learnt from as files of plain numbers (little-endian, without headers): inputs, labels, and a mark
 * for each label that is present.
 *
 * @param dataset - The data set.
 * @param task - The task's name.
 * @param folder - Where to.
 * @returns For each split its size and the paths of its files.
 */
export async function writeSplits(dataset, task, folder) {
  const written = {};
  for (const [name, { size, inputs, labels }] of Object.entries(dataset.splits)) {
    const { values, mask = new Uint8Array(size).fill(1) } = labels[task];
    const [[input, { dtype }]] = Object.entries(dataset.inputs);
    const typed = dtype === 'int32' ? Int32Array : Float32Array;
    const numbers = { inputs: typed.from(inputs[input]), labels: Float32Array.from(values), present: mask };
    written[name] = { size };
    for (const [what, array] of Object.entries(numbers)) {
      const path = join(folder, `${name}-${what}.bin`);
      await writeFile(path, new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
      written[name][what] = path;
    }
  }
  return written;
}
