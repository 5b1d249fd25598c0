import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { safetensorsParts } from '../../src/documents/safetensors.ts';
import { readTensorDocument, writeTensorDocument } from '../../src/documents/tensor-document.ts';
import { DocumentError } from '../../src/errors.ts';
import { random } from '../../src/random.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const kind = { kind: 'thing', schema: 1 };
const content = {
  tensors: {
    'encoder/kernel': { data: Float32Array.of(1, -2.5, Number.MIN_VALUE, 1e30, 0, -0), shape: [2, 3] },
    ids: { data: Int32Array.of(-1, 2 ** 31 - 1), shape: [2] },
    empty: { data: new Float32Array(0), shape: [0] },
    scalar: { data: Float32Array.of(7), shape: [] },
  },
  body: { name: 'ä ☃', list: [1, 2], nothing: null },
};

function written(): string {
  const file = join(temporaryFolder(), 'thing.safetensors');
  writeTensorDocument(file, kind, content);
  return file;
}

describe('a document of tensors', () => {
  it('is read as it was written, whatever its shapes and types', () => {
    expect(readTensorDocument(written(), kind)).toEqual(content);
  });

  it('follows the safetensors format', () => {
    const bytes = Buffer.concat([...safetensorsParts({ tensors: content.tensors, metadata: { a: 'b' } })]);
    const length = Number(bytes.readBigUInt64LE(0));
    const header = JSON.parse(bytes.toString('utf8', 8, 8 + length)) as Record<string, unknown>;
    expect((8 + length) % 8).toBe(0);
    expect(header).toEqual({
      __metadata__: { a: 'b' },
      'encoder/kernel': { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] },
      ids: { dtype: 'I32', shape: [2], data_offsets: [24, 32] },
      empty: { dtype: 'F32', shape: [0], data_offsets: [32, 32] },
      scalar: { dtype: 'F32', shape: [], data_offsets: [32, 36] },
    });
    expect(bytes.length).toBe(8 + length + 36);
    expect(bytes.readFloatLE(8 + length + 4)).toBe(-2.5);
  });

  it('can have names such as __proto__ and constructor', () => {
    const file = join(temporaryFolder(), 'odd.safetensors');
    const tensors = Object.fromEntries(
      ['__proto__', 'constructor', 'toString'].map((name, index) => [
        name,
        { data: Float32Array.of(index), shape: [1] },
      ]),
    );
    writeTensorDocument(file, kind, { tensors, body: {} });
    expect(Object.entries(readTensorDocument(file, kind)?.tensors ?? {})).toEqual(Object.entries(tensors));
  });

  it('is undefined when there is no such file', () => {
    expect(readTensorDocument(join(temporaryFolder(), 'none'), kind)).toBeUndefined();
  });

  it('is refused when it is cut, at whatever place', () => {
    const file = written();
    const { length } = readFileSync(file);
    for (const size of [0, 4, 8, 20, length - 40, length - 1]) {
      const cut = `${file}.${size}`;
      writeFileSync(cut, readFileSync(file));
      truncateSync(cut, size);
      expect(() => readTensorDocument(cut, kind)).toThrow(DocumentError);
    }
  });

  it('is refused when any byte of it is changed', () => {
    const file = written();
    const whole = readFileSync(file);
    const stream = random(3);
    for (let trial = 0; trial < 200; trial += 1) {
      const bytes = Uint8Array.from(whole);
      const place = stream.integer(bytes.length);
      bytes[place] = (bytes[place] ?? 0) ^ (1 + stream.integer(255));
      writeFileSync(file, bytes);
      let read: unknown;
      try {
        read = readTensorDocument(file, kind);
      } catch (error) {
        expect(error).toBeInstanceOf(DocumentError);
        expect((error as Error).message).toMatch(/^.* is not a whole thing: .*\.$/);
        continue;
      }
      expect(read).toEqual(content); // Only spaces and the like of the header can change without a difference.
    }
  });

  it('is refused when it is of another kind, a later version, a folder or another program’s', () => {
    const file = written();
    expect(() => readTensorDocument(file, { kind: 'other', schema: 1 })).toThrow('it says to be "thing"');
    expect(() => readTensorDocument(file, { kind: 'thing', schema: 0 })).toThrow('this version reads schema 0');
    mkdirSync(`${file}.folder`);
    expect(() => readTensorDocument(`${file}.folder`, kind)).toThrow('it is a folder');
    writeFileSync(file, Buffer.concat([...safetensorsParts({ tensors: content.tensors, metadata: {} })]));
    expect(() => readTensorDocument(file, kind)).toThrow('it was not written by equipoise');
  });

  it('with a header that lies about lengths is refused without reading it into memory', () => {
    const file = written();
    const bytes = readFileSync(file);
    bytes.writeBigUInt64LE(2n ** 60n, 0);
    writeFileSync(file, bytes);
    expect(() => readTensorDocument(file, kind)).toThrow('it is no safetensors file');
  });

  it('is read by Python with nothing but its standard library, as the format says', (context) => {
    const file = written();
    const program = `
import json, struct, sys
with open(sys.argv[1], 'rb') as f:
    n = struct.unpack('<Q', f.read(8))[0]
    header = json.loads(f.read(n))
    data = f.read()
meta = header.pop('__metadata__')
out = {k: list(struct.unpack('<%d%s' % ((v['data_offsets'][1]-v['data_offsets'][0])//4, 'f' if v['dtype']=='F32' else 'i'), data[v['data_offsets'][0]:v['data_offsets'][1]])) for k, v in header.items()}
print(json.dumps([meta['kind'], out]))`;
    let text: string;
    try {
      text = execFileSync('python3', ['-c', program, file], { encoding: 'utf8' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') context.skip('Python is not installed');
      throw error;
    }
    const [name, tensors] = JSON.parse(text) as [string, Record<string, number[]>];
    expect(name).toBe('thing');
    expect(tensors['encoder/kernel']).toEqual([...Float32Array.of(1, -2.5, Number.MIN_VALUE, 1e30, 0, -0)]);
    expect(tensors.ids).toEqual([-1, 2 ** 31 - 1]);
  });
});
