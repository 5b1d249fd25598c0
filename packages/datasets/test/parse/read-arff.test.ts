import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readArff } from '../../src/parse/read-arff.ts';
import { cellsByColumn } from '../support/cells.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const given = (...lines: readonly string[]): string => {
  const path = join(folder(), 'given.arff');
  writeFileSync(path, lines.join('\n'));
  return path;
};
const header = [
  '% a comment',
  '@RELATION weather',
  '',
  "@attribute 'air temperature' REAL",
  '@attribute sky {sunny, "light rain"}',
];

describe('readArff', () => {
  it('reads numbers, nominal values and texts, with missing cells', async () => {
    const path = given(
      ...header,
      '@attribute note string',
      '@attribute code {1,2}',
      '@data',
      '% rows',
      '21.5, sunny, a b, 1',
      '?,?,?,?',
      '-3,"light rain",c,2',
    );
    expect(cellsByColumn(await readArff('test', path))).toEqual({
      'air temperature': [21.5, null, -3],
      note: ['a b', null, 'c'],
      sky: ['sunny', null, 'light rain'],
      code: ['1', null, '2'],
    });
  });

  it('names the line of what is wrong', async () => {
    const message = (...lines: readonly string[]): Promise<unknown> =>
      readArff('test', given(...header, ...lines)).then(String, (error: unknown) => (error as Error).message);
    expect(await message('@data', '1,sunny', '2,snow')).toMatch(
      /given\.arff: column "sky", line 8: must be one of sunny, light rain, received "snow"\.$/,
    );
    expect(await message('@data', 'warm,sunny', '1,sunny')).toMatch(
      /column "air temperature", line 7: must be a finite number, received "warm"\.$/,
    );
    expect(await message('@data', '1,sunny', '1,sunny,3')).toMatch(/line 8: 2 cells expected, 3 received/);
    expect(await message('@attribute when date', '@data', '1')).toMatch(
      /line 6: must be @attribute, a name and numeric, real, integer, string or \{values\}, received/,
    );
    expect(await message('1,sunny')).toMatch(/line 6: must be @attribute|must have a line @data/);
    expect(await message('@data', '{0 1, 1 sunny}')).toMatch(/has rows of sparse form, which are not read/);
  });
});
