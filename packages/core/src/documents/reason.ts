import { oneLine } from '../show.ts';

/** What the codes of the operating system mean for the person whose file it is. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'a file is in the place of a folder',
  EFBIG: 'the file would be larger than this process may write',
  EIO: 'the disk reports an error',
  EISDIR: 'there is a folder in its place',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'it is not there',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is no folder',
  ENOTEMPTY: 'there is a folder in its place',
  EPERM: 'permission is denied',
  EROFS: 'the disk is read-only',
};

/**
 * Why the operating system refused, in words and with its code: `the disk is full (ENOSPC)`.
 *
 * @param error - What was thrown.
 */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (Object.hasOwn(reasons, code)) return `${reasons[code]} (${code})`;
  return oneLine(error instanceof Error ? error.message : String(error));
}
