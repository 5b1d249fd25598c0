import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Dataset, type Split, labelsOf } from '@equipoise/core';

/** Where the parts of a split are: plain numbers, little-endian, without headers. */
export interface SplitFiles {
  /** How many examples. */
  readonly size: number;
  /** The inputs: 32-bit floats, or integers of tokens. */
  readonly inputs: string;
  /** For each task its labels (32-bit floats) and a mark for each that is present (bytes). */
  readonly tasks: Readonly<Record<string, { readonly labels: string; readonly present: string }>>;
}

/**
 * Writes the splits of a data set in memory with one input to files that another program reads.
 *
 * @param dataset - The data set.
 * @param prefix - What the names of the files begin with, the folder among it.
 * @returns The files of each split.
 */
export function writeSplits({ splits, inputs, tasks }: Dataset, prefix: string): Readonly<Record<string, SplitFiles>> {
  const [[input, { dtype }] = ['', { dtype: 'float32' }]] = Object.entries(inputs);
  const written = Object.entries(splits).map(([name, some]) => {
    const split = some as Split;
    const write = (what: string, array: Float32Array | Int32Array | Uint8Array): string => {
      const path = join(`${prefix}-${name}-${what}.bin`);
      writeFileSync(path, new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
      return path;
    };
    const numbers = split.inputs[input] as ArrayLike<number>;
    const files: SplitFiles = {
      size: split.size,
      inputs: write('inputs', dtype === 'int32' ? Int32Array.from(numbers) : Float32Array.from(numbers)),
      tasks: Object.fromEntries(
        tasks.map((task) => {
          const { values, mask } = labelsOf(split, task.name) ?? { values: [] };
          const present = mask ? Uint8Array.from(mask) : new Uint8Array(split.size).fill(1);
          return [
            task.name,
            {
              labels: write(`${task.name}-labels`, Float32Array.from(values)),
              present: write(`${task.name}-present`, present),
            },
          ];
        }),
      ),
    };
    return [name, files] as const;
  });
  return Object.fromEntries(written);
}
