import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { DataError } from '@equipoise/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readZip } from '../../src/remote/unzip.ts';
import { madeUpBytes } from '../support/download.ts';
import { describeShared } from '../support/shared-data.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Written, zipOf } from '../support/zip-writer.ts';

const temporary = temporaryFolder();
const owner = 'reader';
const hello = Buffer.from('hello '.repeat(100));

/** The files of an archive as text, by name. */
function filesOf(source: string | Uint8Array, maxBytes?: number): Readonly<Record<string, string>> {
  const options = { owner, ...(maxBytes === undefined ? {} : { maxBytes }) };
  return Object.fromEntries(
    [...readZip(source, options)].map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]),
  );
}

describe('readZip', () => {
  it('reads stored and deflated files, not folders, from bytes and from a file', () => {
    const archive = zipOf([
      { name: 'a/', bytes: Buffer.alloc(0), method: 0, mode: 0o40755 },
      { name: 'a/one.txt', bytes: hello },
      { name: './two', bytes: Buffer.from('2'), method: 0 },
      { name: 'empty', bytes: Buffer.alloc(0) },
    ]);
    const path = join(temporary(), 'plain.zip');
    writeFileSync(path, archive);
    const expected = { 'a/one.txt': hello.toString(), two: '2', empty: '' };
    expect([filesOf(archive), filesOf(path)]).toEqual([expected, expected]);
    const wanted = (name: string): boolean => name === 'two';
    expect([...readZip(path, { owner, wanted })].map(({ name }) => name)).toEqual(['two']);
  });

  const hasPython = spawnSync('python3', ['-c', '']).status === 0;
  const reason = hasPython ? '' : ' (skipped: no Python)';
  it.skipIf(!hasPython)(`reads what Python writes, also with fields of 64 bits${reason}`, () => {
    const script = `import zipfile, sys
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as archive:
    with archive.open('large.txt', 'w', force_zip64=True) as entry: entry.write(b'hello ' * 100)
    archive.writestr('größe.txt', 'ü')
    archive.comment = b'PK\\x05\\x06 is no end'`;
    const path = join(temporary(), 'python.zip');
    execFileSync('python3', ['-c', script, path]);
    expect(filesOf(path)).toEqual({ 'large.txt': hello.toString(), 'größe.txt': 'ü' });
  });

  const file = (more: Partial<Written> = {}): Written => ({ name: 'f', bytes: hello, ...more });
  it.each<[string, readonly Written[], RegExp]>([
    ['a path to the parent', [file({ name: '../f' })], /outside of its folder, "\.\.\/f"/],
    ['a path to the parent within', [file({ name: 'a/../../f' })], /outside of its folder/],
    ['an absolute path', [file({ name: '/etc/f' })], /outside of its folder/],
    ['a drive', [file({ name: 'C:/f' })], /outside of its folder/],
    ['a path of Windows', [file({ name: String.raw`..\f` })], /outside of its folder/],
    ['a zero in a name', [file({ name: 'f\0.txt' })], /outside of its folder/],
    ['a symbolic link', [file({ mode: 0o120777 })], /entry f is refused, as it is no file but a link or a device/],
    ['a device', [file({ mode: 0o20666 })], /no file but a link or a device/],
    ['an encrypted file', [file({ flags: 1 })], /is encrypted/],
    ['another compression', [file({ method: 14 })], /in a way that is not known here \(14\)/],
    ['more bytes than said', [file({ size: 10 })], /holds more bytes than it says/],
    ['fewer bytes than said', [file({ size: 10_000 })], /must hold 10000 bytes, holds 600/],
    ['another checksum', [file({ crc: 1 })], /its checksum is wrong/],
    ['the same name twice', [file(), file()], /has the entry "f" twice/],
    ['entries over each other', [file(), file({ name: 'g', offset: 0 })], /is no zip archive, or damaged/],
    ['more than it may hold', [file({ size: 50_000 })], /holds more than 20000 bytes/],
  ])('refuses %s', (_, entries, sentence) => {
    expect(() => filesOf(zipOf(entries), 20_000)).toThrow(DataError);
    expect(() => filesOf(zipOf(entries), 20_000)).toThrow(sentence);
  });

  it('refuses a bomb without unpacking it', () => {
    const bomb = zipOf([file({ bytes: Buffer.alloc(50_000_000), size: 1000 })]);
    const before = process.memoryUsage().arrayBuffers;
    expect(() => filesOf(bomb)).toThrow(/holds more bytes than it says/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
  });

  it('refuses what is no archive, cut anywhere, in a sentence', () => {
    const archive = zipOf([file(), file({ name: 'g', bytes: madeUpBytes(500) })]);
    for (let length = 0; length < archive.length; length += 7) {
      expect(() => filesOf(archive.subarray(0, length))).toThrow(DataError);
    }
    expect(() => filesOf(join(temporary(), 'nowhere.zip'))).toThrow(/nowhere\.zip: cannot be read: it is not there/);
    mkdirSync(join(temporary(), 'folder.zip'));
    expect(() => filesOf(join(temporary(), 'folder.zip'))).toThrow(DataError);
  });

  it('throws nothing but a DataError, whatever byte is changed', () => {
    const archive = zipOf([file(), file({ name: 'g', bytes: madeUpBytes(500) })]);
    fc.assert(
      fc.property(fc.nat(archive.length - 1), fc.integer({ min: 0, max: 255 }), (at, value) => {
        const changed = Buffer.from(archive);
        changed[at] = value;
        try {
          filesOf(changed, 1e6);
        } catch (error) {
          expect(error).toBeInstanceOf(DataError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describeShared('omniglot-small1', (folder) => {
  it('has the images of its README', () => {
    const archive = join(folder, 'images_background_small1.zip');
    const images = [...readZip(archive, { owner, wanted: (name) => name.endsWith('.png') })];
    expect(images).toHaveLength(2720);
    expect(new Set(images.map(({ name }) => name.split('/').at(-3))).size).toBe(5); // Alphabets.
    expect(images.every(({ bytes }) => Buffer.from(bytes.subarray(1, 4)).toString() === 'PNG')).toBe(true);
  });
});
