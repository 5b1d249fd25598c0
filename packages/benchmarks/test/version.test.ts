import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { version } from '../src/version.ts';

const root = join(import.meta.dirname, '../../..');

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

function manifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;
}

it('all packages have one version, and need each other in it', () => {
  const folders = ['.', ...readdirSync(join(root, 'packages')).map((name) => join('packages', name))];
  for (const { version: own, dependencies = {} } of folders.map(manifest)) {
    expect(own).toBe(version);
    const ours = Object.entries(dependencies).filter(([name]) => name.startsWith('@equipoise/'));
    expect(ours.map(([, range]) => range)).toEqual(ours.map(() => `^${version}`));
  }
});

it('README names the version, and the page that says what changed is there', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, named, page = ''] = /- Version (\d+\.\d+): .*\((docs\/migration-[\d.]+\.md)\)/.exec(readme) ?? [];
  expect(version.startsWith(`${named}.`)).toBe(true);
  expect([page, existsSync(join(root, page))]).toEqual([`docs/migration-${named}.md`, true]);
});
