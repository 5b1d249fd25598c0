import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { DataError, random } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { readNpy } from '../../src/parse/npy.ts';
import type { NpyValues } from '../../src/parse/npy-types.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** What numpy 2.4.6 writes (`numpy.lib.format.write_array`), and what it wrote. */
const written: readonly (readonly [string, string, readonly number[], NpyValues])[] = [
  [
    'float64',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAD4PwAAAAAAAADAAAAAAAAACEAAAAAAAAAQQAAAAAAAiLNAAAAAAAAA0L8=',
    [2, 3],
    Float64Array.of(1.5, -2, 3, 4, 5000, -0.25),
  ],
  [
    'float32, greatest byte first',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPmY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAo/wAAAwAAAAEBAAABAgAAARZxAAL6AAAA=',
    [2, 3],
    Float32Array.of(1.5, -2, 3, 4, 5000, -0.25),
  ],
  [
    'float64 in the order of Fortran, version 2',
    'k05VTVBZAgB0AAAAeydkZXNjcic6ICc8ZjgnLCAnZm9ydHJhbl9vcmRlcic6IFRydWUsICdzaGFwZSc6ICgyLCAzLCA0KSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAAAAAAAAAChAAAAAAAAAEEAAAAAAAAAwQAAAAAAAACBAAAAAAAAANEAAAAAAAADwPwAAAAAAACpAAAAAAAAAFEAAAAAAAAAxQAAAAAAAACJAAAAAAAAANUAAAAAAAAAAQAAAAAAAACxAAAAAAAAAGEAAAAAAAAAyQAAAAAAAACRAAAAAAAAANkAAAAAAAAAIQAAAAAAAAC5AAAAAAAAAHEAAAAAAAAAzQAAAAAAAACZAAAAAAAAAN0A=',
    [2, 3, 4],
    Float64Array.from({ length: 24 }, (_, index) => index),
  ],
  [
    'float16, version 3',
    'k05VTVBZAwB0AAAAeydkZXNjcic6ICc8ZjInLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoNSwpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAPgGA/3sAfACA',
    [5],
    Float32Array.of(1.5, -(2 ** -24), 65_504, Number.POSITIVE_INFINITY, -0),
  ],
  [
    'bool',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnfGIxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAAE=',
    [3],
    Uint8Array.of(1, 0, 1),
  ],
  [
    'int64',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGk4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDEpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAAAAAADg/wcAAAAAAAAA',
    [2, 1],
    Float64Array.of(-(2 ** 53) + 1, 7),
  ],
  [
    'uint8',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnfHUxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoA/w==',
    [2],
    Uint8Array.of(0, 255),
  ],
  [
    'int16',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGkyJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIArU/iwB',
    [2],
    Int16Array.of(-300, 300),
  ],
  [
    'uint32',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPHU0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDEsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAr/////',
    [1],
    Uint32Array.of(2 ** 32 - 1),
  ],
  [
    'a number',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAACBA',
    [],
    Float32Array.of(2.5),
  ],
  [
    'nothing',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGk0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDAsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAo=',
    [0, 3],
    new Int32Array(0),
  ],
];

/** What numpy 2.4.6 writes that is no array of numbers. */
const refused: readonly (readonly [string, string, string])[] = [
  [
    'objects',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnfE8nLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMiwpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAqABJWNAAAAAAAAAIwWbnVtcHkuX2NvcmUubXVsdGlhcnJheZSMDF9yZWNvbnN0cnVjdJSTlIwFbnVtcHmUjAduZGFycmF5lJOUSwCFlEMBYpSHlFKUKEsBSwKFlGgDjAVkdHlwZZSTlIwCTziUiYiHlFKUKEsDjAF8lE5OTkr/////Sv////9LP3SUYoldlCh9lE5ldJRiLg==',
    'descr',
  ],
  [
    'records',
    'k05VTVBZAQB2AHsnZGVzY3InOiBbKCdhJywgJzxpNCcpLCAoJ2InLCAnPGY4JyldLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMSwpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAAAAAAAAAAAAAEA=',
    'descr',
  ],
  [
    'texts',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPFUyJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDEsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAphAAAAYgAAAA==',
    'its type <U2 is none of numbers',
  ],
  [
    'complex',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGMxNicsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgxLCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAAAAAAAAAPA/',
    'its type <c16 is none of numbers',
  ],
  [
    'large',
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGk4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDEsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAAAAAAAgAA==',
    'too large to be exact',
  ],
];

const temporary = temporaryFolder();
const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64');
const plain = bytesOf(written[0]?.[1] ?? '');

/** The first file with another header. */
function withHeader(header: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16LE(header.length);
  return Buffer.concat([plain.subarray(0, 8), length, Buffer.from(header), plain.subarray(-48)]);
}

describe('readNpy', () => {
  it.each(written)('reads what NumPy writes: %s', async (_, text, shape, values) => {
    expect(await readNpy(bytesOf(text))).toEqual({ shape, values });
    const unaligned = Buffer.concat([Buffer.of(0), bytesOf(text)]).subarray(1);
    expect(await readNpy(unaligned)).toEqual({ shape, values });
    const path = join(temporary(), 'given.npy');
    writeFileSync(path, bytesOf(text));
    expect(await readNpy(path)).toEqual({ shape, values });
  });

  it('reads headers that others write: any order, no spaces, numbers of Python 2', async () => {
    const { values } = await readNpy(plain);
    for (const header of [
      `{'shape':(6L,),'fortran_order':False,'descr':'<f8'}`,
      `{"fortran_order": False, "descr": '<f8', "shape": (6,)}\n`,
    ]) {
      expect(await readNpy(withHeader(header))).toEqual({ shape: [6], values });
    }
  });

  it.each(refused)('refuses what is no number: %s', async (_, text, reason) => {
    await expect(readNpy(bytesOf(text))).rejects.toThrow(DataError);
    await expect(readNpy(bytesOf(text))).rejects.toThrow(reason);
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'it does not begin with'],
    ['a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'it does not begin with'],
    ['another version', Buffer.concat([plain.subarray(0, 6), Buffer.of(4), plain.subarray(7)]), 'its version is 4'],
    ['a cut header', plain.subarray(0, 40), 'it is cut short'],
    ['cut numbers', plain.subarray(0, -3), 'its shape (2, 3) takes 48 bytes, it has 45'],
    ['more than it says', Buffer.concat([plain, Buffer.of(0)]), 'takes 48 bytes, it has 49'],
    ['no dictionary', withHeader('(2, 3)'), 'its header is no dictionary'],
    ['no shape', withHeader(`{'descr': '<f8', 'fortran_order': False}`), 'no shape'],
    ['a negative length', withHeader(`{'descr': '<f8', 'fortran_order': False, 'shape': (-1,)}`), 'no shape'],
    [
      'a shape larger than memory',
      withHeader(`{'descr': '<f8', 'fortran_order': False, 'shape': (4000000000, 4000000000)}`),
      'its shape is too large',
    ],
    ['a header that never ends', Buffer.concat([plain.subarray(0, 6), Buffer.of(2, 0, 255, 255, 255, 127)]), 'at most'],
  ])('says what is wrong with a file: %s', async (_, bytes, reason) => {
    const path = join(temporary(), 'broken.npy');
    writeFileSync(path, bytes);
    await expect(readNpy(path)).rejects.toThrow(`readNpy: ${path}: is no npy file of numbers: `);
    await expect(readNpy(path)).rejects.toThrow(reason);
  });

  it('says when a file is missing', async () => {
    await expect(readNpy(join(temporary(), 'none.npy'))).rejects.toThrow('readNpy: cannot read');
  });

  it('answers a changed file by numbers or a sentence, never by more than the file holds', async () => {
    const stream = random(3);
    for (let round = 0; round < 2000; round += 1) {
      const [, text = ''] = written[stream.integer(written.length)] ?? [];
      const bytes = bytesOf(text);
      for (let change = 0; change <= stream.integer(4); change += 1) {
        bytes[stream.integer(bytes.length)] = stream.integer(256);
      }
      const cut = bytes.subarray(0, stream.integer(4) === 0 ? stream.integer(bytes.length) : bytes.length);
      try {
        const { shape, values } = await readNpy(cut);
        expect(values).toHaveLength(shape.reduce((product, length) => product * length, 1));
        expect(values.byteLength).toBeLessThanOrEqual(4 * bytes.length);
      } catch (error) {
        expect(error).toBeInstanceOf(DataError);
        expect(String(error)).toMatch(/^DataError: readNpy: bytes: is no npy file of numbers: [^\n]+\.$/);
      }
    }
  });
});
