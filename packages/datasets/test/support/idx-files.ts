import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bytes as an IDX file, compressed. */
export function idx(shape: readonly number[], values: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.writeUInt32BE(0x0800 + shape.length);
  shape.forEach((length, axis) => header.writeUInt32BE(length, 4 + 4 * axis));
  return gzipSync(Buffer.concat([header, values]));
}

/**
 * Writes the four files of a data set in the format of MNIST. Image i shows i mod 10: a pixel of brightness 25 (i mod 10) + 20 at row i mod 28, column
 * 5, on black.
 */
export function writeMnist(folder: string, counts: { readonly train: number; readonly t10k: number }): void {
  for (const [part, count] of Object.entries(counts)) {
    const [pixels, labels] = [new Uint8Array(count * 784), new Uint8Array(count)];
    labels.forEach((_, index) => {
      labels[index] = index % 10;
      pixels[index * 784 + (index % 28) * 28 + 5] = 25 * (index % 10) + 20;
    });
    write(join(folder, `${part}-images-idx3-ubyte.gz`), idx([count, 28, 28], pixels));
    write(join(folder, `${part}-labels-idx1-ubyte.gz`), idx([count], labels));
  }
}

function write(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}
