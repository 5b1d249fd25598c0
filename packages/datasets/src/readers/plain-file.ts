import type { RemoteFile } from '../remote/remote-file.ts';

/** A file as its address serves it. */
export interface PlainFile {
  /** Its name in the folder of the data set. */
  readonly path: string;
  /** Its addresses. */
  readonly urls: readonly string[];
  /** Its size. */
  readonly bytes: number;
  /** Its SHA-256. */
  readonly sha256: string;
}

/**
 * A file that its address serves plain, and that mirrors may hold compressed by gzip: both are known by the same digest. Readers tell by the first bytes which it is.
 *
 * @param file - The file.
 */
export function plainFile(file: PlainFile): RemoteFile {
  return { ...file, contentSha256: file.sha256 };
}
