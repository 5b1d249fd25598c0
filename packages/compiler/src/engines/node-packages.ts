/** Whether this is Node, or a runtime that has its modules. */
export function isNode(): boolean {
  return typeof process === 'object' && typeof process.getBuiltinModule === 'function';
}

/**
 * The main file of a package, if Node can resolve it from here.
 *
 * @param name - The package.
 * @returns The path of the file that `require` would load.
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
