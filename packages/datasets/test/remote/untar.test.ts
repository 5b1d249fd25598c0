import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { DataError } from '@equipoise/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readTar } from '../../src/remote/untar.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const temporary = temporaryFolder();
const owner = 'reader';

async function filesOf(source: string | Uint8Array, maxBytes = 1e6): Promise<Readonly<Record<string, string>>> {
  const files: Record<string, string> = {};
  for await (const { name, bytes } of readTar(source, { owner, maxBytes })) files[name] = Buffer.from(bytes).toString();
  return files;
}

/** A header and content as POSIX has them; `size` says another size than there is. */
function entry(name: string, content: string, { type = '0', size = content.length } = {}): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0, 100);
  header.write(`${size.toString(8).padStart(11, '0')} `, 124);
  header.write('        ', 148);
  header.write(type, 156);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, Buffer.from(content), Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

const end = Buffer.alloc(1024);
const tarOf = (...entries: readonly Buffer[]): Buffer => Buffer.concat([...entries, end]);

describe('readTar', () => {
  it.each(['ustar', 'pax', 'gnu'])('reads what tar writes in the format %s, compressed or not', async (format) => {
    const folder = mkdtempSync(join(temporary(), 'tar-'));
    const long = format === 'ustar' ? 'b'.repeat(90) : 'c'.repeat(160);
    mkdirSync(join(folder, 'files', 'sub'.repeat(20)), { recursive: true });
    writeFileSync(join(folder, 'files', 'one.txt'), 'x'.repeat(1000));
    writeFileSync(join(folder, 'files', 'empty'), '');
    writeFileSync(join(folder, 'files', 'sub'.repeat(20), long), 'deep');
    const expected = {
      './files/one.txt': 'x'.repeat(1000),
      './files/empty': '',
      [`./files/${'sub'.repeat(20)}/${long}`]: 'deep',
    };
    const plain = Object.fromEntries(Object.entries(expected).map(([name, text]) => [name.slice(2), text]));
    for (const flags of ['-cf', '-czf']) {
      const archive = join(folder, `made.tar${flags}`);
      execFileSync('tar', [flags, archive, `--format=${format}`, '-C', folder, './files']);
      expect(await filesOf(archive)).toEqual(plain);
    }
  });

  it('takes the files that are wanted, also from an archive in memory', async () => {
    const archive = gzipSync(tarOf(entry('a', 'first'), entry('b', 'second')));
    const names: string[] = [];
    for await (const { name } of readTar(archive, { owner, wanted: (each) => each === 'b' })) names.push(name);
    expect(names).toEqual(['b']);
  });

  it('refuses a link that tar packed, unless it is not wanted', async () => {
    const folder = mkdtempSync(join(temporary(), 'link-'));
    symlinkSync('/etc/passwd', join(folder, 'link'));
    execFileSync('tar', ['-cf', join(folder, 'made.tar'), '-C', folder, 'link']);
    await expect(filesOf(join(folder, 'made.tar'))).rejects.toThrow(/entry link is no file but a link or a device/);
    const others = readTar(join(folder, 'made.tar'), { owner, wanted: () => false });
    expect((await others.next()).done).toBe(true);
  });

  const path = `${'x'.repeat(10)}/../../f`;
  it.each<[string, Buffer, RegExp]>([
    ['a path to the parent', tarOf(entry('../f', '')), /outside of its folder, "\.\.\/f"/],
    ['an absolute path', tarOf(entry('/f', '')), /outside of its folder/],
    [
      'such a path in what is said about a file',
      tarOf(entry('p', `${path.length + 9} path=${path}\n`, { type: 'x' }), entry('f', '')),
      /outside of its folder/,
    ],
    [
      'such a path in the way of GNU',
      tarOf(entry('p', '/f\0', { type: 'L' }), entry('f', '')),
      /outside of its folder/,
    ],
    ['a hard link', tarOf(entry('f', '', { type: '1' })), /no file but a link or a device/],
    ['a sparse file', tarOf(entry('f', '', { type: 'S' })), /no file but a link or a device/],
    ['the same name twice', tarOf(entry('f', '1'), entry('f', '2')), /has the entry "f" twice/],
    ['a file that is cut short', entry('f', 'abc', { size: 5000 }), /is cut short/],
    ['more than it may hold', tarOf(entry('f', 'abc', { size: 5_000_000 })), /holds more than 1000000 bytes/],
    ['what is no archive', Buffer.alloc(2000, 'a'), /is no tar archive, or damaged/],
    ['a sentence without an end', tarOf(entry('p', '99 path=a\n', { type: 'x' }), entry('f', '')), /or damaged/],
    ['a sentence that is too long', tarOf(entry('p', '', { type: 'x', size: 10_000_000 })), /or damaged/],
    ['an archive that is cut between two files', entry('f', 'abc'), /is cut short/],
    ['an empty file', Buffer.alloc(0), /is cut short/],
    [
      'gzip that is cut short',
      gzipSync(tarOf(entry('f', 'abc'))).subarray(0, 40),
      /cannot be read: unexpected end of file/,
    ],
  ])('refuses %s', async (_, archive, sentence) => {
    await expect(filesOf(archive)).rejects.toThrow(DataError);
    await expect(filesOf(archive)).rejects.toThrow(sentence);
  });

  it('refuses a bomb, also in a file that is not wanted', async () => {
    const bomb = gzipSync(tarOf(entry('zeros', '0'.repeat(20_000_000)), entry('f', '')));
    const reading = readTar(bomb, { owner, maxBytes: 1e6, wanted: (name) => name === 'f' });
    await expect(reading.next()).rejects.toThrow(/holds more than 1000000 bytes/);
  });

  it('throws nothing but a DataError, whatever byte is changed', async () => {
    const archive = tarOf(entry('a', 'one'), entry('p', '15 path=longer\n', { type: 'x' }), entry('b', 'two'));
    await fc.assert(
      fc.asyncProperty(fc.nat(archive.length - 1), fc.integer({ min: 0, max: 255 }), async (at, value) => {
        const changed = Buffer.from(archive);
        changed[at] = value;
        await filesOf(changed).catch((error: unknown) => expect(error).toBeInstanceOf(DataError));
      }),
      { numRuns: 1000 },
    );
  });

  it('says which file cannot be read', async () => {
    await expect(filesOf(join(temporary(), 'nowhere.tar'))).rejects.toThrow(
      /nowhere\.tar: cannot be read: it is not there/,
    );
  });
});
