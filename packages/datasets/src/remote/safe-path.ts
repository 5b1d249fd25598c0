/**
 * Whether a path stays below the folder that it is relative to, on every system: names with `/` between them, none of which is empty,
 * `.`, `..`, or holds what means something to a file system.
 *
 * @param path - The path.
 */
export function isSafePath(path: string): boolean {
  return path.split('/').every((name) => name !== '' && name !== '.' && name !== '..' && !forbidden.test(name));
}

// eslint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u001f\u007f\\:]/;
