import { datasets } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';
import { describe, expect, it } from 'vitest';

import { datasetsText } from '../../src/commands/list-datasets.ts';
import { strategiesText } from '../../src/commands/list-strategies.ts';
import { version } from '../../src/version.ts';
import { equipoise } from '../support/equipoise.ts';

describe('equipoise datasets and strategies', () => {
  it.each([
    ['datasets', Object.keys(datasets)],
    ['strategies', Object.keys(strategies)],
  ])('%s --json prints one object with every one of them', async (command, names) => {
    const { code, stdout, stderr } = await equipoise(command, '--json');
    const listed = JSON.parse(stdout) as Record<string, readonly { name: string }[]>;
    expect(listed[command]?.map(({ name }) => name)).toEqual(names);
    expect([code, stderr]).toEqual([0, '']);
  });

  it.each([
    ['datasets', datasetsText],
    ['strategies', strategiesText],
  ])('%s keeps to 100 columns, addresses aside', (_, text) => {
    const wide = text(false)
      .split('\n')
      .filter((line) => line.length > 100 && !/\S{60}/.test(line));
    expect(wide).toEqual([]);
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
