/** Whether this is Node, or something that has its modules. */
export function isNode(): boolean {
  return typeof process === 'object' && typeof process.getBuiltinModule === 'function';
}

/**
 * Where a package has its program, as far as Node can find it from here.
 *
 * @param name - The package.
 * @returns The path of the file that `require` would take.
 */
export function locate(name: string): string | undefined {
  try {
    return process
      .getBuiltinModule('node:module')
      .createRequire(import.meta.url)
      .resolve(name);
  } catch {
    return undefined;
  }
}
