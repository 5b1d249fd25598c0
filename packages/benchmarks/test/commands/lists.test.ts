import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { version } from '../../src/version.ts';
import { equipoise } from '../support/equipoise.ts';

/** The names that files of a package give: one file a data set, one a strategy. */
function namesIn(folder: string): readonly string[] {
  const files = readdirSync(join(import.meta.dirname, '../../..', folder));
  return files.map((file) => file.replace(/\.ts$/, '')).filter((name) => name !== 'registry');
}

describe('equipoise datasets and strategies', () => {
  it.each([
    ['datasets', 'datasets/src/loaders'],
    ['strategies', 'weighting/src/strategies'],
  ])('%s --json prints one object with every one of them', async (command, folder) => {
    const { code, stdout, stderr } = await equipoise(command, '--json');
    const listed = JSON.parse(stdout) as Record<string, readonly { name: string }[]>;
    expect(listed[command]?.map(({ name }) => name).sort()).toEqual([...namesIn(folder)].sort());
    expect([code, stderr]).toEqual([0, '']);
  });

  it.each(['datasets', 'strategies'])('%s keeps to 100 columns, addresses aside', async (command) => {
    const { code, stdout } = await equipoise(command);
    const wide = stdout.split('\n').filter((line) => line.length > 100 && !/\S{60}/.test(line));
    expect([code, wide]).toEqual([0, []]);
  });

  it('shows help with an example for every command, and its version', async () => {
    for (const command of ['compare', 'datasets', 'strategies']) {
      const { code, stdout } = await equipoise(command, '--help');
      expect(stdout).toMatch(new RegExp(`Examples?:\n +equipoise ${command}`));
      expect(code).toBe(0);
    }
    expect(await equipoise('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});
