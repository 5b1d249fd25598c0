import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { at, inputOf, valuesOf } from '../support/known.ts';
import { tarOf } from '../support/tar-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const temporary = temporaryFolder();

/** Records whose image is all red = row, green = 100 + row, blue = 200, of class row and superclass row mod 20. */
function records(count: number): Buffer {
  return Buffer.concat(
    Array.from({ length: count }, (_, row) =>
      Buffer.concat([
        Buffer.of(row % 20, row),
        Buffer.alloc(1024, row),
        Buffer.alloc(1024, 100 + row),
        Buffer.alloc(1024, 200),
      ]),
    ),
  );
}

const lines = (count: number, name: string): Buffer =>
  Buffer.from(Array.from({ length: count }, (_, index) => `${name}${index}\n`).join('') + '\n');

function write(parts: Readonly<Record<string, Uint8Array>>): string {
  const folder = temporary();
  const all = {
    'train.bin': records(40),
    'test.bin': records(10),
    'coarse_label_names.txt': lines(20, 'coarse'),
    'fine_label_names.txt': lines(100, 'fine'),
    ...parts,
  };
  const files = Object.entries(all).map(([name, bytes]) => [`cifar-100-binary/${name}`, bytes] as const);
  writeFileSync(join(folder, 'cifar-100-binary.tar.gz'), tarOf(Object.fromEntries(files)));
  return folder;
}

it('reads records of planes from the archive: the published format, not the original', async () => {
  const { splits, tasks } = await datasets['cifar-100'].load({ folder: write({}) });
  expect([splits.train.size, splits.validation.size, splits.test.size]).toEqual([36, 4, 10]);
  expect(tasks.map(({ kind }) => kind.names?.length)).toEqual([100, 20]);
  expect(at(valuesOf(splits.test, 'fine'), 7)).toBe(7);
  const pixel = inputOf(splits.test, 'image').slice(7 * 3072 + 30, 7 * 3072 + 33);
  [(7 / 255 - 0.5071) / 0.2675, (107 / 255 - 0.4867) / 0.2565, (200 / 255 - 0.4408) / 0.2761].forEach(
    (expected, channel) => {
      expect(at(pixel, channel)).toBeCloseTo(expected, 5);
    },
  );
});

it('names what is missing or damaged', async () => {
  const load = (parts: Readonly<Record<string, Uint8Array>>): Promise<unknown> =>
    datasets['cifar-100'].load({ folder: write(parts) });
  await expect(load({ 'test.bin': records(3).subarray(5) })).rejects.toThrow(
    /test\.bin: must have records of 3074 bytes/,
  );
  await expect(load({ 'fine_label_names.txt': lines(5, 'fine') })).rejects.toThrow(
    /train\.bin, record 6: there is no class 5\.$/,
  );
  const folder = temporary();
  writeFileSync(join(folder, 'cifar-100-binary.tar.gz'), tarOf({ 'cifar-100-binary/readme.html': Buffer.of(1) }));
  await expect(datasets['cifar-100'].load({ folder })).rejects.toThrow(/has no file train\.bin\.$/);
});
