import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { parts, runPart } from './parts.ts';

interface Committed {
  readonly parts: readonly {
    readonly name: string;
    readonly count: number;
    readonly failures: readonly string[];
    readonly skipped?: string;
  }[];
}

const file = join(import.meta.dirname, '../../../../results/reliability.json');
const committed = JSON.parse(readFileSync(file, 'utf8')) as Committed;

describe('what npm run reliability measures', () => {
  it.each([
    ['kill-fit', 2],
    ['mutated-checkpoint', 20],
    ['fuzz-study-files', 100],
    ['fuzz-headers', 40],
  ] as const)('holds in a short slice of %s', async (name, count) => {
    const part = parts.find((one) => one.name === name);
    const found = part && (await runPart(part, { count }));
    expect(found).toMatchObject({ count, failures: [] });
  });

  it('is committed, every part of it as often as it says, without a failure', () => {
    expect(committed.parts.map(({ name }) => name)).toEqual(parts.map(({ name }) => name));
    for (const { name, count, failures, skipped } of committed.parts) {
      expect([name, failures, skipped]).toEqual([name, [], undefined]);
      expect(count).toBeGreaterThanOrEqual(parts.find((part) => part.name === name)?.count ?? Infinity);
    }
  });

  it('kills at 200 points, and injects at least 200 faults', () => {
    const sum = (group: string): number =>
      parts.filter((part) => part.group === group).reduce((total, part) => total + part.count, 0);
    expect(sum('kills')).toBe(200);
    expect(sum('faults')).toBeGreaterThanOrEqual(200);
  });
});
