import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { equipoise } from '../support/equipoise.ts';

const root = join(import.meta.dirname, '../../../..');
const guide = readFileSync(join(root, 'docs/guides/describe-your-data.md'), 'utf8');
const commands = [...guide.matchAll(/```sh\nnpx equipoise (.*?)\n```\n\n```text\n(.*?)\n```/gs)];

describe('the guide to describing data', () => {
  it('has two commands', () => {
    expect(commands).toHaveLength(2);
  });

  it.each([0, 1])('shows what command %i prints', { timeout: 60_000 }, async (index) => {
    const [, command = '', shown] = commands[index] ?? [];
    const words = command.split(' ').map((word) => (word.startsWith('node_modules/') ? join(root, word) : word));
    const { code, stdout } = await equipoise(...words);
    expect(code).toBe(0);
    expect(stdout.replaceAll(`${root}/`, '').trimEnd()).toBe(shown);
  });
});
