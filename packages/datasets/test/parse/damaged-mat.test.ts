import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';

import { DataError, random } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { readMat } from '../../src/parse/read-mat.ts';
import { damaged } from '../support/damaged.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { matElement, matFile } from '../support/write-mat.ts';

const folder = temporaryFolder();
const matrix = { rows: 3, columns: [[1, 2, 3], Float64Array.from([0.5, -1, 1e9])] };
const plain = matFile({ sizes: matrix, groups: [matrix, { rows: 1, columns: [[5]] }] });
const [header, body] = [plain.subarray(0, 128), plain.subarray(128)];
const compressed = Buffer.concat([header, matElement(15, deflateSync(body))]);

/** What reading a file gives: the error, where there is one. */
async function outcomeOf(bytes: Uint8Array): Promise<unknown> {
  const path = join(folder(), 'damaged.mat');
  writeFileSync(path, bytes);
  return readMat('test', path).then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('readMat', () => {
  it.each([
    ['plain', plain],
    ['compressed', compressed],
  ])('reads a damaged file, or refuses it by its name: %s', { timeout: 120_000 }, async (name, sound) => {
    expect(await outcomeOf(sound)).toBeUndefined();
    const draw = random(3).fork(name);
    let refused = 0;
    for (let round = 0; round < 400; round += 1) {
      const error = await outcomeOf(damaged(sound, round, (below) => draw.integer(below)));
      if (error === undefined) continue;
      refused += 1;
      if (!(error instanceof DataError)) throw new Error(`round ${round}`, { cause: error });
      expect(error.message).toMatch(/^test: .*damaged\.mat: /);
      expect(error.message.length).toBeLessThan(1000);
    }
    expect(refused).toBeGreaterThan(50);
  });

  it('refuses cells within cells without end', async () => {
    let cell = matFile({ a: matrix }).subarray(128);
    for (let depth = 0; depth < 2000; depth += 1) cell = matFile({ a: [] }, true, cell).subarray(128);
    expect(await outcomeOf(Buffer.concat([header, cell]))).toEqual(
      new DataError(`test: ${join(folder(), 'damaged.mat')}: has cells within cells, more than 100 deep.`),
    );
  });

  it('refuses what is compressed twice, and what unpacks to more than a file may hold', async () => {
    const twice = Buffer.concat([header, matElement(15, deflateSync(matElement(15, deflateSync(body))))]);
    expect(String(await outcomeOf(twice))).toMatch(/damaged\.mat: is compressed twice\.$/);
    const bomb = matElement(15, deflateSync(Buffer.alloc(300_000_000)));
    expect(bomb.length).toBeLessThan(300_000);
    expect(String(await outcomeOf(Buffer.concat([header, bomb, bomb, bomb, bomb])))).toMatch(
      /damaged\.mat: holds more than 1 GB without compression\.$/,
    );
  });

  it('refuses a name without end', async () => {
    const long = matFile({ ['n'.repeat(1_000_000)]: matrix });
    expect(String(await outcomeOf(long))).toMatch(/damaged\.mat: has a name of 1000000 bytes, more than 4096\.$/);
  });
});
