import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { DataError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { matricesIn } from '../../src/parse/mat-matrices.ts';
import { readMat } from '../../src/parse/read-mat.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { matFile } from '../support/write-mat.ts';

/**
 * Written by scipy 1.17.1: A = [[1, 2, 3.5], [4, 5, 1e300]], small = [[1, 2, 3]], ints = int16 [[-5, 300]], single = float32 [[0.25]], X = { [[1.5, 2], [3, 4]], [[7]], 0 × 2 },
 * word = 'abc', z = 1 + 2i, s = struct('f', 1), flag = [[true, false]]; plain, and compressed.
 */
const plain =
  'TUFUTEFCIDUuMCBNQVQtZmlsZSBQbGF0Zm9ybTogcG9zaXgsIENyZWF0ZWQgb246IE1vbiBOb3YgMzAgMTA6Mzc6NTYgMjAyNgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABSU0OAAAAYAAAAAYAAAAIAAAABgAAAAAAAAAFAAAACAAAAAIAAAADAAAAAQABAEEAAAAJAAAAMAAAAAAAAAAAAPA/AAAAAAAAEEAAAAAAAAAAQAAAAAAAABRAAAAAAAAADECcdQCIPOQ3fg4AAABQAAAABgAAAAgAAAAGAAAAAAAAAAUAAAAIAAAAAQAAAAMAAAABAAAABQAAAHNtYWxsAAAACQAAABgAAAAAAAAAAADwPwAAAAAAAABAAAAAAAAACEAOAAAAMAAAAAYAAAAIAAAACgAAAAAAAAAFAAAACAAAAAEAAAACAAAAAQAEAGludHMDAAQA+/8sAQ4AAAA4AAAABgAAAAgAAAAHAAAAAAAAAAUAAAAIAAAAAQAAAAEAAAABAAAABgAAAHNpbmdsZQAABwAEAAAAgD4OAAAA+AAAAAYAAAAIAAAAAQAAAAAAAAAFAAAACAAAAAEAAAADAAAAAQABAFgAAAAOAAAAUAAAAAYAAAAIAAAABgAAAAAAAAAFAAAACAAAAAIAAAACAAAAAQAAAAAAAAAJAAAAIAAAAAAAAAAAAPg/AAAAAAAACEAAAAAAAAAAQAAAAAAAABBADgAAADgAAAAGAAAACAAAAAYAAAAAAAAABQAAAAgAAAABAAAAAQAAAAEAAAAAAAAACQAAAAgAAAAAAAAAAAAcQA4AAAAwAAAABgAAAAgAAAAGAAAAAAAAAAUAAAAIAAAAAAAAAAIAAAABAAAAAAAAAAkAAAAAAAAADgAAADAAAAAGAAAACAAAAAQAAAAAAAAABQAAAAgAAAABAAAAAwAAAAEABAB3b3JkEAADAGFiYwAOAAAASAAAAAYAAAAIAAAABggAAAAAAAAFAAAACAAAAAEAAAABAAAAAQABAHoAAAAJAAAACAAAAAAAAAAAAPA/CQAAAAgAAAAAAAAAAAAAQA4AAAB4AAAABgAAAAgAAAACAAAAAAAAAAUAAAAIAAAAAQAAAAEAAAABAAEAcwAAAAUABAACAAAAAQACAGYAAAAOAAAAOAAAAAYAAAAIAAAABgAAAAAAAAAFAAAACAAAAAEAAAABAAAAAQAAAAAAAAAJAAAACAAAAAAAAAAAAPA/DgAAADAAAAAGAAAACAAAAAkCAAAAAAAABQAAAAgAAAABAAAAAgAAAAEABABmbGFnAgACAAEAAAA=';
const compressed =
  'TUFUTEFCIDUuMCBNQVQtZmlsZSBQbGF0Zm9ybTogcG9zaXgsIENyZWF0ZWQgb246IE1vbiBOb3YgMzAgMTA6Mzc6NTYgMjAyNgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABSU0PAAAAPgAAAHic42NgYEgAYjYg5oDSIMAK5TMBMTMQMwKhI5DmBGIDBhj4YA+hBRygAlBaBErzOMwpZeiweWJeBwCtQAbeDwAAADQAAAB4nONjYGAIAGI2IOaA0iDACuUzAjEzlAaJFecm5uQAaU4glmCAgQ/2UIYDhOJwAACVfAR7DwAAACsAAAB4nONjYGAwAGI2IOYAYi4GCGCF8hmBmAlMszBk5pUUMwPp3/91GAEsywRYDwAAACsAAAB4nONjYGCwAGI2IOYAYnYGCGCF8hmRMEhNcWZeek4qSB0LkNdgBwA7XwO9DwAAAFgAAAB4nONjYGD4AcRsQMwBxIwMEMCKxGcG04wMEUCaD4gDkNSzoalngmKYOZxArMAAAz/sITSHA1QASgs4gMy1wGMuIxKGmcsBN1cGrN8Aj34GLO4CAQBi6gV/DwAAACsAAAB4nONjYGAwAGI2IOYAYhYGCGCF8hmBmBlMszCU5xelCAB5iUnJDAAolwNcDwAAACsAAAB4nONjYGDwAGI2IOYA0SACCFihfEY4ZmSoAtKcUHEI+GCPymdwAABOIQKPDwAAADoAAAB4nONjYGCoAGI2IOYAYiYGCGCF8hnhmJGhGCzOAlbDCCTTgDQfEFsg6WfDqR8COKHiEPDBHgCuhQM5DwAAACoAAAB4nONjYGAwAGI2IOYAYk4mBjBghfIZgZgJTLMwpOUkpjMBeSAxACQ7Agw=';

const folder = temporaryFolder();
const given = (bytes: Uint8Array): string => {
  const path = join(folder(), 'given.mat');
  writeFileSync(path, bytes);
  return path;
};

describe('readMat', () => {
  it.each([
    ['plain', plain],
    ['compressed', compressed],
  ])('reads what scipy writes, %s', async (_, text) => {
    const variables = await readMat('test', given(Buffer.from(text, 'base64')));
    expect(variables.get('A')).toEqual({
      kind: 'numbers',
      shape: [2, 3],
      values: Float64Array.from([1, 4, 2, 5, 3.5, 1e300]),
    });
    expect(variables.get('small')).toMatchObject({ shape: [1, 3], values: Float64Array.from([1, 2, 3]) });
    expect(variables.get('ints')).toMatchObject({ values: Float64Array.from([-5, 300]) });
    expect(variables.get('single')).toMatchObject({ values: Float64Array.from([0.25]) });
    expect(variables.get('flag')).toMatchObject({ values: Float64Array.from([1, 0]) });
    expect(variables.get('X')).toEqual({
      kind: 'cells',
      cells: [
        { kind: 'numbers', shape: [2, 2], values: Float64Array.from([1.5, 3, 2, 4]) },
        { kind: 'numbers', shape: [1, 1], values: Float64Array.from([7]) },
        { kind: 'numbers', shape: [0, 2], values: new Float64Array(0) },
      ],
    });
    for (const name of ['word', 'z', 's']) expect(variables.get(name)).toEqual({ kind: 'other' });
  });

  it.each([true, false])('reads files with the least byte first: %s', async (little) => {
    const columns = [Float64Array.from([1, -2]), Float64Array.from([0.1, 3e7])];
    const path = given(matFile({ M: { rows: 2, columns }, C: [{ rows: 1, columns: [[5]] }] }, little));
    const variables = await readMat('test', path);
    const [matrix] = matricesIn('test', variables, 'M');
    expect([matrix?.rows, matrix?.columns, matrix?.column(0), matrix?.column(1)]).toEqual([2, 2, ...columns]);
    expect(matricesIn('test', variables, 'C').map(({ column }) => column(0))).toEqual([Float64Array.from([5])]);
    expect(() => matricesIn('test', variables, 'N')).toThrow('test: must have a variable N, it has: M, C.');
  });

  it('refuses files of other kinds, and those that are cut short or damaged', async () => {
    const message = async (bytes: Uint8Array): Promise<string> => {
      const error: unknown = await readMat('test', given(bytes)).then(
        () => 'read',
        (thrown: unknown) => thrown,
      );
      return error instanceof DataError ? error.message : String(error);
    };
    expect(await message(Buffer.from('a,b\n1,2\n'))).toMatch(/^test: .* must be a MATLAB file of level 5; /);
    const whole = Buffer.from(plain, 'base64');
    for (let length = 129; length < whole.length; length += 3) {
      expect(await message(whole.subarray(0, length))).toMatch(/is cut short or damaged|^read$/);
    }
    expect(await message(whole.subarray(0, 140))).toMatch(/is cut short or damaged/);
    const packed = Buffer.from(compressed, 'base64');
    packed[150] = (packed[150] ?? 0) ^ 0xff;
    expect(await message(packed)).toMatch(/cannot be decompressed|is cut short or damaged/);
  });
});
