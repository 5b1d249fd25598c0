import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { claims } from '../../src/gallery/claims/registry.ts';
import { measureClaims } from '../../src/gallery/claims/measure-claims.ts';
import { verdictOf } from '../../src/gallery/claims/counts.ts';
import { readGalleryResults } from '../../src/gallery/read-results.ts';
import { gallery } from '../../src/gallery/registry.ts';
import type { GalleryResult } from '../../src/gallery/result-schema.ts';
import { equipoise } from '../support/equipoise.ts';
import { projectRoot } from '../support/run-example.ts';

const folder = join(projectRoot, 'results/gallery');
const results = readGalleryResults(folder);

/** A result whose tasks all vary so much, beside alone. */
function varying(result: GalleryResult, ratio: number): GalleryResult {
  const { comparison } = result;
  const strategies = Object.entries(comparison.strategies).map(([name, arm]) => {
    const tasks = Object.entries(arm.tasks).map(([task, found]) => [
      task,
      { ...found, sd: ratio * Number(comparison.baseline[task]?.sd) },
    ]);
    return [name, { ...arm, tasks: Object.fromEntries(tasks) as typeof arm.tasks }] as const;
  });
  return { ...result, comparison: { ...comparison, strategies: Object.fromEntries(strategies) } };
}

/** The verdict on a claim. */
function verdictOn(name: string, over: readonly GalleryResult[]): string | undefined {
  return measureClaims(over).find((row) => row.name === name)?.verdict;
}

describe('the committed results of the gallery', () => {
  it('are of the tasks, data and strategies of their entries, with at least 3 seeds', () => {
    expect(results.length).toBeGreaterThan(0);
    for (const { name, tasks, datasets, simulated, comparison } of results) {
      const entry = gallery.get(name);
      const own = entry?.tasks.map((task) => task.name);
      expect([name, datasets]).toEqual([name, entry?.datasets]);
      expect(tasks.map((task) => task.name)).toEqual(own);
      expect(comparison.tasks.map((task) => task.name)).toEqual(own);
      expect(Object.keys(comparison.strategies)).toEqual(entry?.strategies);
      expect(simulated).toEqual(entry?.simulated);
      expect(comparison.seeds).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('the claims', () => {
  it('hold where most say yes and none no, and do not hold where none says yes', () => {
    expect(verdictOf({ yes: 2, no: 0, unclear: 1 })).toBe('holds');
    expect(verdictOf({ yes: 1, no: 0, unclear: 2 })).toBe('depends');
    expect(verdictOf({ yes: 2, no: 1, unclear: 0 })).toBe('depends');
    expect(verdictOf({ yes: 0, no: 1, unclear: 3 })).toBe('does not hold');
    expect(verdictOf({ yes: 0, no: 0, unclear: 0 })).toBe('not measured');
  });

  it('compare how much tasks vary with what a coin would give: 5 of 5 is rare, 4 of 4 is not', () => {
    const of = (count: number): GalleryResult[] => results.filter(({ tasks }) => tasks.length === count).slice(0, 1);
    expect(of(5)).toHaveLength(1);
    expect(
      verdictOn(
        'robustness',
        of(5).map((result) => varying(result, 0.5)),
      ),
    ).toBe('holds');
    expect(
      verdictOn(
        'robustness',
        of(5).map((result) => varying(result, 2)),
      ),
    ).toBe('does not hold');
    expect(of(4)).toHaveLength(1);
    expect(
      verdictOn(
        'robustness',
        of(4).map((result) => varying(result, 0.5)),
      ),
    ).toBe('depends');
  });

  it('are printed as a table of all of them over a folder, which must hold results', async () => {
    const { code, stdout } = await equipoise('gallery', '--claims', '--out', folder, '--json');
    const printed = JSON.parse(stdout) as { entries: readonly string[]; claims: readonly { name: string }[] };
    expect([code, printed.entries]).toEqual([0, results.map(({ name }) => name)]);
    expect(printed.claims.map(({ name }) => name)).toEqual(claims.map(({ name }) => name));
    const empty = await equipoise('gallery', '--claims', '--out', join(folder, 'none'));
    expect([empty.code, empty.stderr]).toEqual([2, expect.stringContaining('holds no results to measure claims over')]);
  });
});
