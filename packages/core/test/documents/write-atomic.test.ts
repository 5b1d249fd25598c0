import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { readDocument } from '../../src/documents/document.ts';
import { leftoversOf, removeLeftovers, temporaryName } from '../../src/documents/leftovers.ts';
import { putAside } from '../../src/documents/put-aside.ts';
import { putInPlace, writeAtomic } from '../../src/documents/write-atomic.ts';
import { StorageError } from '../../src/errors.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'equipoise-write-'));
  file = join(folder, 'report.html');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('writeAtomic', () => {
  it('writes text and bytes, makes folders, and leaves nothing beside the file', () => {
    const below = join(folder, 'a', 'b');
    writeAtomic(join(below, 'text'), 'Größe\n');
    writeAtomic(join(below, 'bytes'), Uint8Array.of(0, 255));
    expect(readFileSync(join(below, 'text'), 'utf8')).toBe('Größe\n');
    expect([...readFileSync(join(below, 'bytes'))]).toEqual([0, 255]);
    expect(readdirSync(below).sort()).toEqual(['bytes', 'text']);
  });

  it('replaces a file that need not last as wholly, and refuses as it does', () => {
    for (const text of ['first', 'second']) writeAtomic(file, text, { lasting: false });
    expect([readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual(['second', ['report.html']]);
    expect(() => writeAtomic(folder, 'x', { lasting: false })).toThrow(StorageError);
  });

  it('says in a sentence why it cannot write, and leaves nothing behind', () => {
    mkdirSync(join(file, 'inside'), { recursive: true });
    expect(() => writeAtomic(file, 'x')).toThrow(StorageError);
    expect(() => writeAtomic(file, 'x')).toThrow(
      `${file} cannot be written: there is a folder in its place (EISDIR); `,
    );
    writeFileSync(join(folder, 'plain'), '');
    expect(() => writeAtomic(join(folder, 'plain', 'x'), 'x')).toThrow(
      'cannot be written: a file is in the place of a folder (EEXIST)',
    );
    expect(readdirSync(folder).sort()).toEqual(['plain', 'report.html']);
  });

  // A limit on the size of files does to one process what a full disk does to all: writes are cut short, then refused.
  it.skipIf(platform() === 'win32')('keeps the old file whole when there is no room for the new one', async () => {
    writeFileSync(file, 'old');
    const module = new URL('../../dist/documents/write-atomic.js', import.meta.url).href;
    const script = `process.on('SIGXFSZ', () => {});
      const { writeAtomic } = await import('${module}');
      try { writeAtomic(${JSON.stringify(file)}, 'x'.repeat(100_000)); console.log('written'); }
      catch (error) { console.log(error.name, error.message); }`;
    const limited = ['-c', 'ulimit -f 64; exec "$0" --input-type=module -e "$1"', process.execPath, script];
    const { stdout } = await promisify(execFile)('bash', limited);
    expect(stdout).toBe(
      `StorageError ${file} cannot be written: the file would be larger than this process may write (EFBIG); ` +
        'what was written before is kept.\n',
    );
    expect([readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual(['old', ['report.html']]);
  });
});

describe('putInPlace', () => {
  it('replaces a file by one that was written beside it', () => {
    const beside = temporaryName(file);
    writeFileSync(file, 'old');
    writeFileSync(beside, 'new');
    putInPlace(beside, file);
    expect([readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual(['new', ['report.html']]);
  });

  it('says in a sentence why it cannot', () => {
    expect(() => putInPlace(temporaryName(file), file)).toThrow(
      `${file} cannot be written: it is not there (ENOENT); what was written before is kept.`,
    );
  });
});

describe('a writer that is killed', () => {
  it.skipIf(platform() === 'win32')('leaves whole documents only, at whatever moment it is killed', async () => {
    const module = new URL('../../dist/documents/document.js', import.meta.url).href;
    const kind = `{ kind: 'list', schema: 1, parse: (body) => body }`;
    const script = `const { writeDocument } = await import('${module}');
      for (let round = 0; ; round += 1) {
        writeDocument(${JSON.stringify(file)}, ${kind}, { list: new Array(20_000).fill(round) });
        if (round === 0) console.log('written');
      }`;
    for (let kill = 0; kill < 10; kill += 1) {
      const writer = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(writer.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, 3 * kill));
      writer.kill('SIGKILL');
      await once(writer, 'close');
      const { list } =
        readDocument(file, { kind: 'list', schema: 1, parse: (body) => body as { list: number[] } }) ?? {};
      expect([list?.length, new Set(list).size]).toEqual([20_000, 1]);
    }
    removeLeftovers(folder);
    expect(readdirSync(folder)).toEqual(['report.html']);
  });
});

describe('removeLeftovers', () => {
  const id = '6f1c8a52-0d3b-4a57-9a41-2f3f3c5d7e11';
  const host = hostname().replace(/[^\w-]/g, '_');

  it('removes the parts of files of processes that died, and of any that are older than a day', () => {
    const mine = temporaryName(file);
    const others = `${file}.another-host.1.${id}.tmp`;
    const old = `${file}.another-host.2.${id}.tmp`;
    const dead = `${file}.${host}.4194305.${id}.tmp`; // Above the largest process number of Linux.
    const foreign = [file, join(folder, 'notes.tmp'), `${file}.123.tmp`];
    for (const name of [mine, others, old, dead, ...foreign]) writeFileSync(name, 'half');
    utimesSync(old, new Date(0), new Date(0));
    expect([...leftoversOf(file)].sort()).toEqual([old, dead].sort());
    expect(leftoversOf(join(folder, 'report'))).toEqual([]);
    removeLeftovers(folder);
    expect([mine, others, ...foreign].every((name) => existsSync(name))).toBe(true);
    expect([old, dead].some((name) => existsSync(name))).toBe(false);
  });

  it('has nothing to do where there is no folder', () => {
    expect(() => removeLeftovers(join(folder, 'nowhere'))).not.toThrow();
  });
});

describe('putAside', () => {
  it('renames what is there, a folder as well, and never over what was put aside before', () => {
    writeFileSync(file, 'first');
    expect(putAside(file)).toBe(`${file}.damaged`);
    mkdirSync(file);
    expect(putAside(file)).toBe(`${file}.damaged-2`);
    expect(putAside(file)).toBeUndefined();
    expect(readFileSync(`${file}.damaged`, 'utf8')).toBe('first');
  });
});
