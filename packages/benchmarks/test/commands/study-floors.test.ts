import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { equipoise } from '../support/equipoise.ts';
import { trialsIn } from '../support/kept-trials.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-study-floors-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Trial {
  readonly config: { readonly strategy: string; readonly tasks: readonly string[] };
  readonly validation: { readonly species?: { readonly accuracy: number } };
}

/** A study of equal weights beside an arm with a floor, for an encoder so small that the tasks compete for it. */
function studyWith(floor: string): string {
  const file = join(folder, 'study.json');
  const study = {
    datasets: ['penguins'],
    strategies: ['equal', `dual-ascent(floors=[${JSON.stringify(floor)}], stepSize=5)`],
    encoders: ['mlp(hidden=[2])'],
    seeds: 2,
    epochs: 40,
    batchSize: 16,
    learningRate: 0.01,
    floors: false,
  };
  writeFileSync(file, JSON.stringify(study));
  return file;
}

describe('a study file with a floor', () => {
  it('keeps it on the validation rows of every seed, where equal weights do not', async () => {
    const out = join(folder, 'kept');
    const { code } = await equipoise('study', studyWith('species.accuracy >= 0.9'), '--out', out);
    expect(code).toBe(0);
    const together = Object.values(trialsIn(out))
      .map((text) => JSON.parse(text) as Trial)
      .filter(({ config }) => config.tasks.length > 1);
    const accuracies = (strategy: string): readonly number[] =>
      together
        .filter(({ config }) => config.strategy.startsWith(strategy))
        .map(({ validation }) => validation.species?.accuracy ?? Number.NaN);
    expect(accuracies('dual-ascent')).toHaveLength(2);
    expect(Math.min(...accuracies('dual-ascent'))).toBeGreaterThanOrEqual(0.9);
    expect(Math.min(...accuracies('equal'))).toBeLessThan(0.9);
  });

  it('refuses a floor of a task that there is not, before anything is trained', async () => {
    const out = join(folder, 'refused');
    const { code, stderr } = await equipoise('study', studyWith('specie.accuracy >= 0.9'), '--out', out);
    expect(code).toBe(2);
    expect(stderr).toContain('(did you mean species?)');
    expect(trialsIn(out)).toEqual({});
  });
});
