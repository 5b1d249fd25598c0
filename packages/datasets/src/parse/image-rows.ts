import { readGzip } from './read-file.ts';
import { expectCount } from './records.ts';

/**
 * Reads images that lie in one file compressed by gzip, a byte for each value, one image after the other.
 *
 * @param owner - Who reads, for error messages.
 * @param path - The file.
 * @param expected - How many images there should be, and the values of one.
 * @throws {@link @equipoise/core!DataError} when the file is missing, is not compressed by gzip, or has another number of images.
 */
export async function readImageRows(
  owner: string,
  path: string,
  expected: { readonly images: number; readonly size: number },
): Promise<readonly Uint8Array[]> {
  const bytes = await readGzip(owner, path);
  expectCount(`${owner}: ${path}`, { received: bytes.length / expected.size, expected: expected.images });
  return Array.from({ length: expected.images }, (_, row) =>
    bytes.subarray(row * expected.size, (row + 1) * expected.size),
  );
}
