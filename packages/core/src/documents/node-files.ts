import type * as crypto from 'node:crypto';
import type * as fs from 'node:fs';
import type * as os from 'node:os';
import type * as path from 'node:path';

import { StorageError } from '../errors.ts';

/** Node's modules that documents need. */
interface Builtins {
  readonly 'node:crypto': typeof crypto;
  readonly 'node:fs': typeof fs;
  readonly 'node:os': typeof os;
  readonly 'node:path': typeof path;
}

/** Node's files, looked up when they are used: what imports this package also runs in a browser. */
export function nodeFiles(): typeof fs {
  return builtin('node:fs');
}

/** Node's paths. */
export function nodePath(): typeof path {
  return builtin('node:path');
}

/**
 * SHA-256 of a text, in hexadecimal digits.
 *
 * @param text - The text.
 */
export function sha256(text: string): string {
  return hasher().update(text).digest('hex');
}

/** A SHA-256 that is fed part by part. */
export function hasher(): crypto.Hash {
  return builtin('node:crypto').createHash('sha256');
}

/** The name of this machine, with nothing in it that the name of a file may not have. */
export function hostName(): string {
  const name = builtin('node:os')
    .hostname()
    .replace(/[^\w-]/g, '_');
  return name.slice(0, 40) || 'host';
}

function builtin<Name extends keyof Builtins>(name: Name): Builtins[Name] {
  if (typeof process !== 'object' || typeof process.getBuiltinModule !== 'function') {
    throw new StorageError('Files can be read and written in Node only.');
  }
  return process.getBuiltinModule(name);
}
