import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { makeFolder } from '../../src/documents/make-folder.ts';
import { requireWritable } from '../../src/documents/require-writable.ts';
import { StorageError } from '../../src/errors.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('makeFolder', () => {
  it('makes the folders that are missing, and takes one that is there', () => {
    const folder = join(temporaryFolder(), 'a', 'b', 'c');
    makeFolder(folder);
    makeFolder(folder);
    expect(statSync(folder).isDirectory()).toBe(true);
  });

  it('refuses a file in the place of a folder', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(() => makeFolder(file)).toThrow('EEXIST');
    expect(() => makeFolder(join(file, 'below'))).toThrow('ENOTDIR');
  });

  it.skipIf(platform() !== 'linux')('does not try for ever where no folder can be made', () => {
    expect(() => makeFolder('/proc/equipoise/run')).toThrow('ENOENT');
  });
});

describe('requireWritable', () => {
  it('makes the folder, and leaves no file', () => {
    const folder = temporaryFolder();
    requireWritable(join(folder, 'models', 'a.safetensors'));
    expect(readdirSync(join(folder, 'models'))).toEqual([]);
    writeFileSync(join(folder, 'old'), 'kept');
    requireWritable(join(folder, 'old'));
    expect(readdirSync(folder).sort()).toEqual(['models', 'old']);
  });

  it('says in a sentence why a file cannot be written', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'model'));
    writeFileSync(join(folder, 'plain'), '');
    expect(() => requireWritable(join(folder, 'model'))).toThrow(StorageError);
    expect(() => requireWritable(join(folder, 'model'))).toThrow(
      'cannot be written: there is a folder in its place (EISDIR).',
    );
    expect(() => requireWritable(join(folder, 'plain', 'a', 'b'))).toThrow(
      'cannot be written: a part of the path is no folder',
    );
    expect(existsSync(join(folder, 'model'))).toBe(true);
  });
});
