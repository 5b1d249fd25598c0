import { DataError } from '@equipoise/core';

import { readIdx } from '../parse/idx.ts';
import type { Digits } from '../parse/mnist-digits.ts';
import type { FindFile } from '../remote/find-files.ts';
import type { RemoteFile } from '../remote/remote-file.ts';

const side = 28;

/** The part of MNIST, or of Fashion-MNIST, that a file belongs to. */
export type MnistPart = 'train' | 't10k';

/** Sizes and digests of the two files of a part: images, labels. */
export type MnistDigests = Readonly<
  Record<MnistPart, readonly Pick<RemoteFile, 'bytes' | 'sha256' | 'contentSha256'>[]>
>;

/**
 * The files of a part, as cards name them.
 *
 * @param part - The part.
 * @param mirrors - Addresses of folders that hold them.
 * @param digests - What they are known by.
 * @param folder - A folder that their path begins with; none when left out.
 */
export function mnistFiles(
  part: MnistPart,
  mirrors: readonly string[],
  digests: MnistDigests,
  folder = '',
): readonly RemoteFile[] {
  return [`${part}-images-idx3-ubyte.gz`, `${part}-labels-idx1-ubyte.gz`].map((name, index) => ({
    path: `${folder}${name}`,
    urls: mirrors.map((mirror) => `${mirror}/${name}`),
    ...digests[part][index],
  }));
}

/**
 * Reads the images of a part with what they show.
 *
 * @param owner - Who reads, for error messages.
 * @param file - Finds the files.
 * @param part - The part.
 * @param folder - A folder that their path begins with; none when left out.
 * @throws {@link @equipoise/core!DataError} when a file is not what it must be, or images and labels do not belong together.
 */
export async function readMnistPart(owner: string, file: FindFile, part: MnistPart, folder = ''): Promise<Digits> {
  const images = await readIdx(owner, file(`${folder}${part}-images-idx3-ubyte.gz`), 3);
  const path = file(`${folder}${part}-labels-idx1-ubyte.gz`);
  const { values: labels } = await readIdx(owner, path, 1);
  const [count = 0, height, width] = images.shape;
  if (height !== side || width !== side || count === 0) {
    throw new DataError(`${owner}: images must be of ${side} × ${side} pixels, received ${images.shape.join(' × ')}.`);
  }
  if (labels.length !== count) {
    throw new DataError(`${owner}: ${path} has ${labels.length} labels, and there are ${count} images.`);
  }
  const bad = labels.findIndex((label) => label > 9);
  if (bad >= 0) throw new DataError(`${owner}: ${path}, label ${bad + 1}: must be 0 to 9, received ${labels[bad]}.`);
  return { pixels: images.values, labels };
}
