import { NotInstalledError } from '../errors.ts';
import { publishedVersion } from './published-files.ts';

/** A build of ONNX Runtime: an optional peer dependency. */
export type OptionalPackage = 'onnxruntime-node' | 'onnxruntime-web';

/**
 * Whether an import failed because the package is not installed, as Node, a bundler or a browser says it.
 *
 * @param name - The package.
 * @param error - What the import threw.
 */
export function isMissing(name: OptionalPackage, error: unknown): boolean {
  return error instanceof Error && new RegExp(`(find|resolve)[^\\n]*['"]${name}['"]`, 'i').test(error.message);
}

/**
 * The error for a feature that needs a package: names the command that installs it.
 *
 * @param name - The package.
 * @param what - What takes it.
 */
export function notInstalled(name: OptionalPackage, what: string): NotInstalledError {
  const script =
    name === 'onnxruntime-node'
      ? ', on Linux with ONNXRUNTIME_NODE_INSTALL=skip in the environment where its install script cannot download CUDA'
      : '';
  return new NotInstalledError(
    `compile: ${what} takes the package ${name}, which is not installed: npm install ${name}@${publishedVersion}${script}.`,
  );
}
