import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file of NumPy: version 1, little-endian, the last axis first. */
export function npyOf(values: Float32Array | Float64Array, shape: readonly number[]): Buffer {
  const type = values instanceof Float32Array ? '<f4' : '<f8';
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const padded = `${header.padEnd(Math.ceil((header.length + 11) / 64) * 64 - 11)}\n`;
  const length = Buffer.alloc(2);
  length.writeUInt16LE(padded.length);
  const numbers = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return Buffer.concat([
    Buffer.from([0x93]),
    Buffer.from('NUMPY'),
    Buffer.of(1, 0),
    length,
    Buffer.from(padded),
    numbers,
  ]);
}

/** A number of each pixel, by its row, its column and its place in the pixel. */
export type PixelValue = (row: number, column: number, place: number) => number;

/** Files of a scene, by their paths: its numbers of a pixel, and how many it has. */
export type Scene = Readonly<Record<string, readonly [count: number, value: PixelValue]>>;

/** The npy files of scenes, 12 × 16, as MTAN's loaders read them: `train/image/0.npy`. */
export function sceneFiles(parts: Readonly<Record<string, readonly Scene[]>>): Readonly<Record<string, Buffer>> {
  const [height, width] = [12, 16];
  const files = Object.entries(parts).flatMap(([part, scenes]) =>
    scenes.flatMap((scene, index) =>
      Object.entries(scene).map(([folder, [count, value]]): [string, Buffer] => {
        const numbers = new Float64Array(height * width * count).map((_, at) => {
          const pixel = Math.floor(at / count);
          return value(Math.floor(pixel / width), pixel % width, at % count);
        });
        // As prepared: images and normals have three axes, depth has one of length 1, labels have none.
        const shape = folder === 'label' ? [height, width] : [height, width, count];
        return [
          `${part}/${folder}/${index}.npy`,
          npyOf(folder === 'image' ? Float32Array.from(numbers) : numbers, shape),
        ];
      }),
    ),
  );
  return Object.fromEntries(files);
}

/** Writes files below a folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, Buffer>>): void {
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}
