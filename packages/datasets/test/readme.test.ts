import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { datasets } from '../src/index.ts';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8').split('\n');

describe('README.md', () => {
  it.each(Object.values(datasets))('tells the sizes and tasks of $name as they are', async ({ name, load }) => {
    const { splits, tasks } = await load();
    const row = readme.find((line) => line.startsWith(`| \`${name}\``));
    const sizes = [splits.train, splits.validation, splits.test].map(({ size }) => size.toLocaleString('en'));
    expect(row).toContain(` ${sizes.join(' / ')} `);
    for (const task of tasks) expect(row).toContain(`\`${task.name}\``);
  });
});
