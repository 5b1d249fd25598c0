import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { describeShared } from '../support/shared-data.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { examplesOf, losses, meanOf } from '../support/totals.ts';

describeShared('student-performance', (folder) => {
  it('has both courses, with the means that another program computes', async () => {
    const dataset = await datasets['student-performance'].load({ folder });
    expect(examplesOf(dataset)).toBe(1044);
    expect(['first-grade', 'second-grade', 'final-grade'].map((task) => meanOf(dataset, task))).toEqual([
      expect.closeTo(11.21360153256705, 4),
      expect.closeTo(11.246168582375478, 4),
      expect.closeTo(11.341954022988507, 4),
    ]);
    const { first, last } = await losses(dataset);
    expect(last).toBeLessThan(first);
  });

  it('reads the form of UCI as well, with semicolons and quotes', async () => {
    for (const name of ['student-mat.csv', 'student-por.csv']) {
      const text = readFileSync(join(folder, name), 'utf8');
      const quoted = text.replaceAll(/[A-Za-z][\w ]*/g, '"$&"').replaceAll(',', ';');
      writeFileSync(join(temporary(), name), quoted);
    }
    const load = async (own: string): Promise<unknown> =>
      (await datasets['student-performance'].load({ folder: own })).splits;
    expect(await load(temporary())).toEqual(await load(folder));
  });
});

const temporary = temporaryFolder();
